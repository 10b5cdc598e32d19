import type { EventBlock, EventKind } from '../events/EventTable';
import type { DecodedField } from '../formats/tracefs/DecodedField';
import type { EventAccess } from './EventAccess';
import { recordedNumber } from './recordedNumber';

/** A value as JSON and CSV hold it; null = the recording does not hold it. */
export type ExportValue = string | number | null | readonly (string | number)[];
export type EventRecord = Readonly<Record<string, ExportValue>>;

/** Columns every event has, in order; its own fields follow. */
const commonColumns = ['time_ns', 'cpu', 'tid', 'comm', 'event', 'vm', 'vcpu'] as const;
/** Between the common columns and the fields, where events of several recordings are listed together. */
const SOURCE_COLUMN = 'source';

/** One event by name: the common columns, `reason` for an exit, then its fields by their format names. */
export function eventRecord(access: EventAccess, block: EventBlock, at: number): EventRecord {
  const kind = access.kindOf(block, at);
  const ref = access.vcpuOf(block, at);
  const record: Record<string, ExportValue> = {
    time_ns: block.time[at]!,
    cpu: recordedNumber(access.hostCpuOf(block, at)),
    tid: recordedNumber(block.tid[at]!),
    comm: access.commOf(block, at) ?? null,
    event: kind.name,
    vm: ref?.vm ?? null,
    vcpu: ref?.vcpu ?? null,
  };
  const { names } = access.sources;
  const isOneOfSeveral = names.length > 1;
  if (isOneOfSeveral) record[SOURCE_COLUMN] = names[kind.source]!;
  if (kind.name === 'kvm_exit') record['reason'] = access.exitReasonOf(block, at) ?? null;
  for (const field of access.fieldsOf(kind, access.recordOf(block, at))) {
    record[columnName(kind, field.name, isOneOfSeveral)] = exportValue(field);
  }
  return record;
}

/** Columns of all events of these kinds, for a table with one header. */
export function columnsOf(kinds: readonly EventKind[]): string[] {
  const columns = new Set<string>(commonColumns);
  const isOneOfSeveral = kinds.some(({ source }) => source > 0);
  if (isOneOfSeveral) columns.add(SOURCE_COLUMN);
  if (kinds.some((kind) => kind.name === 'kvm_exit')) columns.add('reason');
  for (const kind of kinds) {
    for (const field of kind.ownFields) columns.add(columnName(kind, field, isOneOfSeveral));
  }
  return [...columns];
}

/** A field that is called like a column we add (`cpu`, `comm`, `reason` of an exit, …) must not hide it. */
function columnName({ name }: EventKind, field: string, isOneOfSeveral: boolean): string {
  const isReason = field === 'reason' && name === 'kvm_exit';
  const isSource = field === SOURCE_COLUMN && isOneOfSeveral;
  const isTaken = isReason || isSource || (commonColumns as readonly string[]).includes(field);
  return isTaken ? `field_${field}` : field;
}

/** 64-bit values that the recording shows in hex, or that a double cannot hold, become `0x…` strings. */
function exportValue({ value, inHex, truncated }: DecodedField): ExportValue {
  if (truncated) return null;
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'bigint') return exportInteger(value, inHex);
  return value.map((element) =>
    typeof element === 'bigint' ? exportInteger(element, inHex) : element,
  );
}

function exportInteger(value: bigint, inHex: boolean): string | number {
  const exact = value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER;
  if (exact && !(inHex && value >= 0n)) return Number(value);
  return `0x${BigInt.asUintN(64, value).toString(16)}`;
}
