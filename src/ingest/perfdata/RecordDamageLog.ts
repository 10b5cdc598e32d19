import { hex } from '../../base/hex';
import type { Diagnostic } from '../../formats/Diagnostic';
import type { RecordDamage } from '../../formats/perfdata/RecordReader';

/** Further ones only add to a count: a broken disk breaks thousands. */
const MOST_PLACES = 200;

/** Collects the places that could not be read as records. */
export class RecordDamageLog {
  private readonly places: Diagnostic[] = [];
  private further = 0;

  /** `file`: which of a directory's files, '' where there is one. */
  add(damage: RecordDamage, file: string): void {
    if (this.places.length < MOST_PLACES) this.places.push(diagnosticOf(damage, file));
    else this.further++;
  }

  get diagnostics(): readonly Diagnostic[] {
    if (this.further === 0) return this.places;
    const message = `${this.further} further places are damaged alike.`;
    return [...this.places, { severity: 'warning', code: 'more-damage', message, offset: null }];
  }
}

function diagnosticOf(damage: RecordDamage, file: string): Diagnostic {
  const { what, offset, isInflated, bytes, cause } = damage;
  const of = file === '' ? '' : ` of ${file}`;
  const where = isInflated ? 'inflated byte' : 'byte';
  const place = `records${of} at ${where} ${hex(offset)}`;
  const severity = 'warning';
  switch (what) {
    case 'no-records':
      return {
        severity,
        code: 'damaged-records',
        message: `${place}: ${bytes} bytes are no records. Events are missing there; a sparse copy or a crash leaves such holes. Copy the file again.`,
        offset: isInflated ? null : offset,
      };
    case 'cut-off':
      return {
        severity,
        code: 'truncated-section',
        message: `${place}: the last ${bytes} bytes are the beginning of a record, and were left out. The recording was probably cut short.`,
        offset: isInflated ? null : offset,
      };
    case 'bad-compression':
      return {
        severity,
        code: 'damaged-records',
        message: `${place}: the compressed records before could not be unpacked to their end (${cause}). What follows in the file is packed with them and was left out. Copy the file again.`,
        offset,
      };
  }
}
