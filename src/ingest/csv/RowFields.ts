import { CellNumber } from '../../formats/csv/CellNumber';
import type { EventFields } from './EventFields';
import type { ExitReasonCells } from './ExitReasonCells';
import { NO_COLUMN } from './TableLayout';
import type { TableLayout } from './TableLayout';

/** What stands in a cell, as far as columns of words must know. */
export const CellType = { none: 0, signed: 1, unsigned: 2, hex: 3, other: 4 } as const;

/** Fields that a row may tell by another column than one of their own, behind the layout's fields. */
export const derivedFields = ['exit_reason', 'isa', 'vcpu_id'] as const;
const DERIVED = { exitReason: 0, isa: 1, vcpuId: 2 };

/** Spreads the numbers of fields and types over 32 bits. */
const HASH_FACTOR = 0x9e37_79b1;

/**
 * The fields of one row, without an object a row: which of the table's columns have a value, of
 * which type, and the words of those that are numbers. Filled again for every row.
 */
export class RowFields {
  /** The fields with a value: numbers among the layout's fields, and behind them the derived ones. */
  readonly present: Uint16Array;
  count = 0;
  /** By field; of those that are not present what an earlier row had. */
  readonly type: Uint8Array;
  readonly low: Uint32Array;
  readonly high: Uint32Array;
  /** The same for rows that have the same fields with the same types. */
  hash = 0;
  private readonly number = new CellNumber();

  constructor(
    private readonly layout: TableLayout,
    private readonly reasons: ExitReasonCells,
  ) {
    const length = layout.fields.length + derivedFields.length;
    this.present = new Uint16Array(length);
    this.type = new Uint8Array(length);
    this.low = new Uint32Array(length);
    this.high = new Uint32Array(length);
  }

  /** False when the row's exit reason is none that we know. */
  read(cells: readonly string[], event: EventFields): boolean {
    const { fields } = this.layout;
    this.count = 0;
    this.hash = 0;
    let hasReason = false;
    let hasIsa = false;
    let hasVcpu = false;
    for (let field = 0; field < fields.length; field++) {
      const { column, shape } = fields[field]!;
      const cell = cells[column]!;
      const name = event.names[field];
      if (cell === '' || name === undefined) continue;
      const kind = shape === undefined ? this.number.read(cell) : 'none';
      if (kind === 'none') this.add(field, CellType.other, 0, 0);
      else this.add(field, CellType[kind], this.number.low, this.number.high);
      if (event.isRunLoop && kind !== 'none') {
        hasReason ||= name === 'exit_reason';
        hasIsa ||= name === 'isa';
        hasVcpu ||= name === 'vcpu_id';
      }
    }
    if (event.isRunLoop && !hasVcpu) this.addVcpu(cells);
    return !event.isExit || hasReason || this.addReason(cells, hasIsa);
  }

  /** Puts the words of the fields `kept` side by side, from `at` on. */
  write(kept: Uint16Array, words: Uint32Array, at: number): void {
    let to = at;
    for (let index = 0; index < kept.length; index++) {
      const field = kept[index]!;
      words[to++] = this.low[field]!;
      words[to++] = this.high[field]!;
    }
  }

  private addVcpu(cells: readonly string[]): void {
    const { vcpu } = this.layout.places;
    if (vcpu === NO_COLUMN || this.number.read(cells[vcpu]!) !== 'signed') return;
    this.add(this.layout.fields.length + DERIVED.vcpuId, CellType.signed, this.number.low, 0);
  }

  private addReason(cells: readonly string[], hasIsa: boolean): boolean {
    const { reason } = this.layout.places;
    if (reason === NO_COLUMN || cells[reason] === '') return true;
    const found = this.reasons.read(cells[reason]!);
    if (found === undefined) return false;
    const first = this.layout.fields.length;
    this.add(first + DERIVED.exitReason, CellType.signed, found.exitReason, 0);
    if (!hasIsa && found.isa !== undefined)
      this.add(first + DERIVED.isa, CellType.signed, found.isa, 0);
    return true;
  }

  private add(field: number, type: number, low: number, high: number): void {
    this.present[this.count++] = field;
    this.type[field] = type;
    this.low[field] = low;
    this.high[field] = high;
    this.hash = Math.imul(this.hash ^ (field * 8 + type), HASH_FACTOR);
  }
}
