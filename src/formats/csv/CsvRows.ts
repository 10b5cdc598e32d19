import { CsvReader } from '../../base/csvText';
import type { ByteSource } from '../ByteSource';
import { byteText } from './byteText';
import type { CsvDialect } from './CsvDialect';
import { cellsOf } from './CsvDialect';

/** Read at once: some thousand rows, so that a load can be cancelled between two steps. */
const READ_BYTES = 1 << 18;
/** A row that is longer is damage: quotes that are never closed, or no table at all. */
export const MOST_ROW_BYTES = 1 << 20;

export interface CsvRowsOptions {
  readonly source: ByteSource;
  readonly dialect: CsvDialect;
  /** Byte of the file where the first row starts, and its line, from 1. */
  readonly start: number;
  readonly firstLine: number;
  readonly onDamage: (damage: CsvDamage) => void;
}

/** `open-quote`: quotes are not closed within reason and were taken as characters; `long-row`: left out. */
export interface CsvDamage {
  readonly kind: 'open-quote' | 'long-row';
  readonly position: number;
  readonly line: number;
}

/** A row: its cells, the byte of the file where it starts and its first line, from 1. */
export type CsvRowTaker = (cells: readonly string[], position: number, line: number) => void;

/**
 * Reads the rows of a table front to back, in ranges. Quotes that are never closed cannot make it
 * hold, or read again, more than `MOST_ROW_BYTES`.
 */
export class CsvRows {
  private readonly held = new Uint8Array(READ_BYTES + MOST_ROW_BYTES);
  private heldBytes = 0;
  /** Byte of the file that `held` starts with, and its line. */
  private position: number;
  private line: number;
  private isSkipping = false;
  private readonly quoted: CsvReader;
  private readonly unquoted: CsvReader;

  constructor(private readonly options: CsvRowsOptions) {
    this.quoted = new CsvReader({ ...options.dialect, hasQuotes: true });
    this.unquoted = new CsvReader({ ...options.dialect, hasQuotes: false });
    this.position = options.start;
    this.line = options.firstLine;
  }

  /** Bytes of rows that were read so far. */
  get doneBytes(): number {
    return this.position + this.heldBytes - this.options.start;
  }

  /** Reads on and gives the rows that are whole, which may be none; false when there are no more. */
  next(take: CsvRowTaker): boolean {
    const { source } = this.options;
    const from = this.position + this.heldBytes;
    const room = this.held.subarray(this.heldBytes, this.heldBytes + READ_BYTES);
    const got = from < source.size ? source.read(room, from) : 0;
    this.heldBytes += got;
    if (this.heldBytes === 0) return false;
    const isLast = got === 0 || from + got >= source.size;
    if (this.isSkipping) this.skipLine();
    else this.takeHeld(isLast, take);
    return true;
  }

  private takeHeld(isLast: boolean, take: CsvRowTaker): void {
    const text = byteText(this.held.subarray(0, this.heldBytes));
    const used = this.takeText(text, isLast, true, take);
    const isTooLong = used === 0 && this.heldBytes >= MOST_ROW_BYTES;
    this.drop(used);
    if (used === text.length || !(isLast || isTooLong)) return;
    // What is left is within quotes up to the end of the file, or for longer than any row.
    const rest = text.slice(used);
    if (rest.includes('"')) this.report('open-quote');
    const usedUnquoted = this.takeText(rest, isLast, false, take);
    this.drop(usedUnquoted);
    if (usedUnquoted > 0) return;
    this.report('long-row');
    this.skipLine();
  }

  /** Returns where the last whole row ends. */
  private takeText(text: string, isLast: boolean, hasQuotes: boolean, take: CsvRowTaker): number {
    const { dialect } = this.options;
    const { position } = this;
    const mayBreak = hasQuotes && text.includes('"');
    return (hasQuotes ? this.quoted : this.unquoted).read(text, isLast, (cells, start, end) => {
      const isBlank = cells.length === 1 && (cells[0] === '' || cells[0] === '\r');
      const row = mayBreak ? text.slice(start, end) : '';
      if (!isBlank) take(cellsOf(cells, row, dialect), position + start, this.line);
      this.line += mayBreak ? newlinesOf(row, dialect.newline) : 1;
    });
  }

  /** Drops everything up to the next line, which may be further than what is held. */
  private skipLine(): void {
    const newline = this.options.dialect.newline.charCodeAt(0);
    const at = this.held.subarray(0, this.heldBytes).indexOf(newline);
    this.isSkipping = at < 0;
    if (at >= 0) this.line++;
    this.drop(at < 0 ? this.heldBytes : at + 1);
  }

  private drop(bytes: number): void {
    this.held.copyWithin(0, bytes, this.heldBytes);
    this.heldBytes -= bytes;
    this.position += bytes;
  }

  private report(kind: CsvDamage['kind']): void {
    this.options.onDamage({ kind, position: this.position, line: this.line });
  }
}

function newlinesOf(row: string, newline: string): number {
  let count = 0;
  for (let at = row.indexOf(newline); at >= 0; at = row.indexOf(newline, at + 1)) count++;
  return count;
}
