import { hex } from '../../base/hex';
import type { Diagnostic } from '../../formats/Diagnostic';
import type { PageDamage } from '../../formats/ringbuffer/PageDecoder';

/** Diagnostics of one kind beyond this many only add to a count: a broken disk breaks thousands. */
const MOST_DIAGNOSTICS = 200;

interface Tally {
  count: number;
  firstAt: number;
}

/** Collects damage while events are read: one entry a kind of damage and host CPU, with its count. */
export class DamageLog {
  private readonly single: Diagnostic[] = [];
  private dropped = 0;
  private readonly pages = new Map<string, Tally>();

  /** `hostCpus`: by stream. */
  constructor(private readonly hostCpus: readonly number[]) {}

  add(diagnostic: Diagnostic): void {
    if (this.single.length < MOST_DIAGNOSTICS) this.single.push(diagnostic);
    else this.dropped++;
  }

  /** A sub-buffer that was not read whole; `at` is its byte in the stream's uncompressed data. */
  page(stream: number, damage: PageDamage | 'empty', at: number): void {
    const key = `${stream} ${damage}`;
    const tally = this.pages.get(key);
    if (tally === undefined) this.pages.set(key, { count: 1, firstAt: at });
    else tally.count++;
  }

  get diagnostics(): readonly Diagnostic[] {
    const all = [...this.single];
    if (this.dropped > 0) {
      all.push(warning('more-damage', `${this.dropped} further places are damaged alike.`));
    }
    for (const [key, tally] of this.pages) {
      const [stream, damage] = key.split(' ');
      all.push(pageDiagnostic(this.hostCpus[Number(stream)]!, damage!, tally));
    }
    return all;
  }
}

function pageDiagnostic(hostCpu: number, damage: string, { count, firstAt }: Tally): Diagnostic {
  const where = `CPU ${hostCpu} data, first at byte ${hex(firstAt)} of its sub-buffers`;
  if (damage === 'empty') {
    const text = `${where}: ${count} sub-buffers were never written (zeros). Events may be missing there; a sparse copy or a crash leaves such holes.`;
    return warning('empty-sub-buffer', text);
  }
  const what =
    damage === 'commit-past-page'
      ? 'say they hold more than fits and were left out'
      : 'end inside an event; the events before it are shown';
  return warning(
    'damaged-sub-buffer',
    `${where}: ${count} sub-buffers ${what}. Copy the file again.`,
  );
}

function warning(code: string, message: string): Diagnostic {
  return { severity: 'warning', code, message, offset: null };
}
