import { eventAccess } from '../../src/engine/eventAccess';
import { blockOfRow } from '../../src/events/fields';
import type { DecodedField } from '../../src/formats/tracefs/DecodedField';
import type { ExitRow } from '../../src/protocol/ExitRow';
import type { EventAccess } from '../../src/queries/EventAccess';
import { exitRowsOf } from './openTable';
import type { ReadTrace } from './openTable';

const MOST_DIFFERENCES = 10;

/** What a text is known to lose of the binary it was printed from. */
export interface TextLoss {
  /** Clock units by which its stamps may be off. */
  readonly stamp: number;
  /** Fields that it may leave out, as `event.field`. */
  readonly fields: ReadonlySet<string> | 'any';
  /** Characters to which it cuts thread names. */
  readonly commLength?: number;
}

export interface TextComparison {
  readonly events: number;
  /** Fields that both tell, and that were compared. */
  readonly fields: number;
  /** The first few, in words; empty when both agree. */
  readonly differences: readonly string[];
}

/** Compares a text with the binary it was printed from: every event, every field it tells, the exits table. */
export function compareTextExport(
  binary: ReadTrace,
  text: ReadTrace,
  loss: TextLoss,
): TextComparison {
  const comparison = new Comparison(loss);
  const events = text.table.length;
  if (events === binary.table.length) {
    const theirs = eventAccess(binary, binary.passes);
    const ours = eventAccess(text, text.passes);
    for (let row = 0; row < events; row++) {
      comparison.event(row, eventAt(text, ours, row), eventAt(binary, theirs, row));
    }
  } else comparison.differ(`${events} events, not ${binary.table.length}`);
  comparison.exits(exitRowsOf(text), exitRowsOf(binary));
  const { fields, differences } = comparison;
  return { events, fields, differences };
}

interface ComparedEvent {
  readonly stamp: bigint;
  readonly event: string;
  readonly hostCpu: number;
  readonly tid: number;
  readonly comm: string | undefined;
  readonly fields: readonly DecodedField[];
}

function eventAt({ table, reader }: ReadTrace, access: EventAccess, row: number): ComparedEvent {
  const { block, at } = blockOfRow(table, row);
  const kind = access.kindOf(block, at);
  return {
    stamp: (reader.t0 ?? 0n) + BigInt(block.time[at]!),
    event: kind.name,
    hostCpu: access.hostCpuOf(block, at),
    tid: block.tid[at]!,
    comm: access.commOf(block, at),
    fields: access.fieldsOf(kind, access.recordOf(block, at)),
  };
}

class Comparison {
  readonly differences: string[] = [];
  fields = 0;

  constructor(private readonly loss: TextLoss) {}

  differ(what: string): void {
    if (this.differences.length < MOST_DIFFERENCES) this.differences.push(what);
  }

  event(row: number, ours: ComparedEvent, theirs: ComparedEvent): void {
    const { stamp, commLength } = this.loss;
    const off = Number(ours.stamp - theirs.stamp);
    if (Math.abs(off) > stamp) this.differ(`event ${row}: ${off} off`);
    // trace-cmd learns names from sched_switch, too.
    const comm = theirs.comm?.slice(0, commLength) ?? ours.comm;
    for (const [own, other] of [
      [ours.event, theirs.event],
      [ours.hostCpu, theirs.hostCpu],
      [ours.tid, theirs.tid],
      [ours.comm, comm],
    ]) {
      if (own !== other) this.differ(`event ${row}: ${String(own)}, not ${String(other)}`);
    }
    const told = new Map(ours.fields.map((field) => [field.name, field]));
    for (const field of theirs.fields) this.field(row, theirs.event, told.get(field.name), field);
  }

  exits(ours: readonly ExitRow[], theirs: readonly ExitRow[]): void {
    if (ours.length !== theirs.length)
      this.differ(`${ours.length} exit rows, not ${theirs.length}`);
    const own = new Map(ours.map((row) => [keyOf(row), row]));
    for (const row of theirs) this.exitRow(own.get(keyOf(row)), row);
  }

  private field(
    row: number,
    event: string,
    own: DecodedField | undefined,
    field: DecodedField,
  ): void {
    const name = `${event}.${field.name}`;
    // A name of code in place of its address, or a word that stands for several numbers.
    if (typeof own?.value === 'string' && typeof field.value !== 'string') return;
    if (own === undefined) {
      const { fields } = this.loss;
      if (fields !== 'any' && !fields.has(name)) this.differ(`event ${row}: ${name} is missing`);
      return;
    }
    this.fields++;
    if (!isSame(own, field)) {
      this.differ(`event ${row}: ${name} is ${spelled(own)}, not ${spelled(field)}`);
    }
  }

  private exitRow(own: ExitRow | undefined, theirs: ExitRow): void {
    const key = keyOf(theirs);
    if (own === undefined) {
      this.differ(`no exits ${key}`);
      return;
    }
    // Both ends of a duration may be off.
    const off = 2 * this.loss.stamp;
    const limits = {
      ...{ count: 0, paired: 0, totalNs: theirs.paired * off },
      ...{ minNs: off, meanNs: off, p50Ns: off, p90Ns: off, p99Ns: off, maxNs: off },
    };
    for (const [name, limit] of Object.entries(limits) as [keyof typeof limits, number][]) {
      if (Math.abs((own[name] ?? 0) - (theirs[name] ?? 0)) > limit) {
        this.differ(`exits ${key}: ${name} is ${own[name]}, not ${theirs[name]}`);
      }
    }
  }
}

/** Numbers are compared by the bits of the kernel's field. */
function isSame(own: DecodedField, theirs: DecodedField): boolean {
  if (typeof theirs.value === 'string') return String(own.value).trim() === theirs.value.trim();
  if (typeof theirs.value === 'object') {
    const { value } = theirs;
    // Of an instruction only the bytes that belong to it are printed.
    if (!Array.isArray(own.value) || (own.value.length === 0 && value.length > 0)) return false;
    return own.value.every((element, at) => element === value[at]);
  }
  if (typeof own.value !== 'number' && typeof own.value !== 'bigint') return false;
  const bits = theirs.field.size * 8;
  return BigInt.asUintN(bits, BigInt(own.value)) === BigInt.asUintN(bits, BigInt(theirs.value));
}

function spelled({ value }: DecodedField): string {
  return typeof value === 'object' ? `[${value.join(' ')}]` : String(value);
}

function keyOf({ vm, vcpu, isa, reason, code }: ExitRow): string {
  return [vm, vcpu, isa, reason, code].join(' ');
}
