import { LruMap } from '../../base/LruMap';
import { FormatError } from '../FormatError';
import { readAbbreviations } from './readAbbreviations';
import { AbbreviationTable } from './AbbreviationTable';
import { DwarfCursor } from './DwarfCursor';
import { Entry } from './Entry';
import type { DwarfSections } from './DwarfSections';
import type { UnitHeader } from './UnitHeader';

/** A whole unit of a kernel is walked with few reads, a single entry without reading much more than it. */
const SCAN_WINDOW_BYTES = 262_144;
const POINT_WINDOW_BYTES = 4096;
/** Of sections whose tables are read from end to end; everything else is read here and there. */
const windowBytes: ReadonlyMap<string, number> = new Map([
  ['.debug_line', 65_536],
  ['.debug_abbrev', 16_384],
]);
/** Of the tables of abbreviations that are kept: one of a kernel's units takes 10 to 40 KB. */
const KEPT_BYTES = 4 * 2 ** 20;

/** The sections of an image's debug information, opened when first needed. */
export class DebugSections {
  /** `.debug_info` for walks over whole units. */
  readonly scan: DwarfCursor;
  /** `.debug_info` for single entries, far from each other. */
  readonly point: DwarfCursor;
  /** What entries are read into, one after the other. */
  readonly entry = new Entry();
  /** What tables of abbreviations are read into. */
  readonly table = new AbbreviationTable();
  private stepsLeft = 0;
  private readonly cursors = new Map<string, DwarfCursor>();
  private readonly abbreviations = new LruMap<string, AbbreviationTable>(KEPT_BYTES);

  /** Throws a `FormatError` when there is no `.debug_info`. */
  constructor(private readonly sections: DwarfSections) {
    this.point = this.cursor('.debug_info');
    this.scan = this.opened('.debug_info', SCAN_WINDOW_BYTES);
  }

  /** A section for reads here and there. Throws a `FormatError` when the image does not have it. */
  cursor(name: string): DwarfCursor {
    let cursor = this.cursors.get(name);
    if (cursor === undefined) {
      cursor = this.opened(name, windowBytes.get(name) ?? POINT_WINDOW_BYTES);
      this.cursors.set(name, cursor);
    }
    return cursor;
  }

  /** The abbreviations of a unit. */
  abbreviationsOf(unit: UnitHeader): AbbreviationTable {
    const { abbrevOffset, widths } = unit;
    const { version, addressBytes, offsetBytes } = widths;
    const key = [abbrevOffset, version, addressBytes, offsetBytes].join();
    const known = this.abbreviations.get(key);
    if (known !== undefined) return known;
    readAbbreviations(this.cursor('.debug_abbrev'), abbrevOffset, widths, this.table);
    const table = this.table.trimmed();
    this.abbreviations.set(key, table, table.bytes);
    return table;
  }

  /**
   * Bounds what one question may cost. Offsets of a damaged image may lead from every entry to the
   * same endless list, which no size of a section forbids.
   */
  allowSteps(count: number): void {
    this.stepsLeft = count;
  }

  /** Throws a `FormatError` when the question has taken all the steps it may. */
  spendSteps(count: number, at: DwarfCursor): void {
    this.stepsLeft -= count;
    if (this.stepsLeft < 0) throw at.error('too-large', 'lists that lead on and on');
  }

  private opened(name: string, bytes: number): DwarfCursor {
    const source = this.sections.find(name);
    if (source !== undefined) return new DwarfCursor(source, name, bytes);
    throw new FormatError(
      'unsupported',
      { section: name, offset: 0 },
      'the image does not have this section',
      'Give the image with debug information (built with -g, not stripped), or its separate debug file.',
    );
  }
}
