import { CsvReader } from '../../base/csvText';
import type { ByteSource } from '../ByteSource';
import { readFully } from '../readFully';
import { byteText } from './byteText';
import type { CsvDialect } from './CsvDialect';
import { cellsOf } from './CsvDialect';
import { MOST_ROW_BYTES } from './CsvRows';

/** Views ask for neighbours: a few thousand rows. */
const WINDOW_BYTES = 1 << 18;

interface FoundRow {
  readonly bytes: Uint8Array;
  readonly cells: readonly string[];
}

/** Finds single rows of a table by the byte where they start; keeps what lies around the last one. */
export class CsvRowFinder {
  private last: FoundRow | undefined;
  private window = new Uint8Array(0);
  private text = '';
  private windowStart = 0;
  private readonly quoted: CsvReader;
  private readonly unquoted: CsvReader;

  constructor(
    private readonly source: ByteSource,
    private readonly dialect: CsvDialect,
  ) {
    this.quoted = new CsvReader({ ...dialect, hasQuotes: true }, 'first row');
    this.unquoted = new CsvReader({ ...dialect, hasQuotes: false }, 'first row');
  }

  /** undefined: the file was cut since it was read. */
  at(position: number): Uint8Array | undefined {
    this.last = this.find(position);
    return this.last?.bytes;
  }

  /** Cells of a row that was found. */
  cellsOf(row: Uint8Array): readonly string[] {
    // Mostly of the one that was just found.
    if (this.last?.bytes === row) return this.last.cells;
    return this.firstRow(this.quoted, byteText(row), true)?.cells ?? [];
  }

  private find(position: number): FoundRow | undefined {
    const inWindow =
      position >= this.windowStart && position < this.windowStart + this.window.length;
    if (!inWindow) this.load(position, WINDOW_BYTES);
    const row = this.inWindow(position);
    if (row !== undefined) return row;
    this.load(position, MOST_ROW_BYTES);
    // As it was read when its quotes are not closed within reason: they are characters, too.
    return this.inWindow(position) ?? this.found(this.unquoted, this.text, 0);
  }

  private load(position: number, bytes: number): void {
    const room = new Uint8Array(bytes);
    this.window = room.subarray(0, readFully(this.source, room, position));
    this.text = byteText(this.window);
    this.windowStart = position;
  }

  private get reachesEnd(): boolean {
    return this.windowStart + this.window.length >= this.source.size;
  }

  /** undefined: it does not end within the window. */
  private inWindow(position: number): FoundRow | undefined {
    const { text } = this;
    const { newline } = this.dialect;
    const start = position - this.windowStart;
    const lineEnd = text.indexOf(newline, start);
    const line = lineEnd < 0 ? '' : text.slice(start, lineEnd + 1);
    // Most rows hold no quotes and end where their line does; to look any further costs time.
    const isPlain = line !== '' && !line.includes('"');
    return this.found(this.quoted, isPlain ? line : text.slice(start), start);
  }

  private found(reader: CsvReader, text: string, start: number): FoundRow | undefined {
    const row = this.firstRow(reader, text, this.reachesEnd);
    return row && { bytes: this.window.subarray(start, start + row.length), cells: row.cells };
  }

  private firstRow(
    reader: CsvReader,
    text: string,
    isLast: boolean,
  ): { readonly cells: readonly string[]; readonly length: number } | undefined {
    let cells: readonly string[] | undefined;
    const length = reader.read(text, isLast, (read, start, end) => {
      cells = cellsOf(read, text.slice(start, end), this.dialect);
    });
    return cells && { cells, length };
  }
}
