import type { EventBlock } from '../events/EventTable';
import type { DecodedField } from '../formats/tracefs/DecodedField';
import {
  columnOfField,
  flagsColumn,
  instanceColumn,
  lossColumn,
  reasonColumn,
  sourceColumn,
  UNKNOWN_LOSS,
} from '../ingest/csv/exportColumns';
import type { EventAccess } from './EventAccess';
import { recordedNumber } from './recordedNumber';

/** A value as JSON and CSV hold it; null = the recording does not hold it. */
export type ExportValue = string | number | null | readonly (string | number)[];
export type EventRecord = Readonly<Record<string, ExportValue>>;

/**
 * One event by name: the common columns, `instance` unless it is the top one, `source` where events
 * of several recordings are listed together, `lost_before` where events were lost just before it
 * (null: an unknown number), `reason` for an exit, then its fields by their format names.
 */
export function eventRecord(
  access: EventAccess,
  block: EventBlock,
  at: number,
  lostBefore?: number | null,
): EventRecord {
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
    system: kind.system === '' ? null : kind.system,
    [flagsColumn]: access.flagsOf(block, at) ?? null,
  };
  const { names } = access.sources;
  const isOneOfSeveral = names.length > 1;
  if (isOneOfSeveral) record[sourceColumn] = names[kind.source]!;
  const { instance } = access.streamOf(block, at);
  if (instance !== '') record[instanceColumn] = instance;
  if (lostBefore !== undefined) record[lossColumn] = lostBefore ?? UNKNOWN_LOSS;
  const fields = access.fieldsOf(kind, access.recordOf(block, at));
  if (kind.name === 'kvm_exit') {
    record[reasonColumn] = access.exitReasonOf(block, at) ?? writtenReason(fields);
  }
  for (const name of kind.ownFields) {
    record[columnOfField(kind.name, name, isOneOfSeveral)] = null;
  }
  for (const field of fields) {
    record[columnOfField(kind.name, field.name, isOneOfSeveral)] = exportValue(field);
  }
  return record;
}

/** A text may have a reason that no number is known for. */
function writtenReason(fields: readonly DecodedField[]): string | null {
  const reason = fields.find(({ name }) => name === 'exit_reason')?.value;
  return typeof reason === 'string' ? reason : null;
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
