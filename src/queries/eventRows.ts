import { blockOfRow } from '../events/fields';
import type { EventBlock, EventKind } from '../events/EventTable';
import { callchainLines } from '../formats/perfdata/callchainLines';
import { printKnowledge } from '../formats/tracefs/printKnowledge';
import { rawFieldText, symbolText } from '../formats/tracefs/fieldText';
import type { DecodedField } from '../formats/tracefs/DecodedField';
import { eventInWords } from '../kvm/eventInWords';
import type { EventInWords, FieldValues } from '../kvm/eventInWords';
import type { EventDetail, EventPage, FieldInWords } from '../protocol/events';
import type { EventAccess } from './EventAccess';
import { recordedNumber } from './recordedNumber';

const HEX_BYTES_A_LINE = 16;
const NO_VCPU = -1;
/** As trace-cmd report spells a thread nobody saved a name of. */
const NO_COMM = '<...>';
const UNREADABLE = 'cannot be read any more: the file was changed or cut since it was opened';

/** A window of the event table: the given rows of the trace, in columns. */
export function eventPage(
  access: EventAccess,
  rows: Float64Array,
  position: { readonly total: number; readonly start: number },
): EventPage {
  const count = rows.length;
  const timeNs = new Float64Array(count);
  const source = new Uint8Array(count);
  const hostCpu = new Int32Array(count);
  const tid = new Int32Array(count);
  const vm = new Int16Array(count).fill(NO_VCPU);
  const vcpu = new Int16Array(count).fill(NO_VCPU);
  const comm: string[] = [];
  const event: string[] = [];
  const summary: string[] = [];
  for (let index = 0; index < count; index++) {
    const { block, at } = blockOfRow(access.sources.table, rows[index]!);
    const kind = access.kindOf(block, at);
    const ref = access.vcpuOf(block, at);
    timeNs[index] = block.time[at]!;
    source[index] = kind.source;
    hostCpu[index] = access.hostCpuOf(block, at);
    tid[index] = block.tid[at]!;
    if (ref !== undefined) {
      vm[index] = ref.vm;
      vcpu[index] = ref.vcpu;
    }
    comm.push(threadName(access, block, at));
    event.push(kind.name);
    summary.push(eventLine(access, block, at));
  }
  return { ...position, row: rows, timeNs, source, hostCpu, tid, comm, event, vm, vcpu, summary };
}

/** An event in one line of words. */
export function eventLine(access: EventAccess, block: EventBlock, at: number): string {
  const kind = access.kindOf(block, at);
  const record = access.recordOf(block, at);
  if (record === undefined) return UNREADABLE;
  return inWords(access, block, at, kind, access.fieldsOf(kind, record)).summary;
}

/** Name of the event's thread; '' where no thread is recorded at all. */
export function threadName(access: EventAccess, block: EventBlock, at: number): string {
  return access.commOf(block, at) ?? (block.tid[at]! < 0 ? '' : NO_COMM);
}

/** Everything there is to say about one event. */
export function eventDetail(access: EventAccess, row: number, t0: bigint): EventDetail {
  const { block, at } = blockOfRow(access.sources.table, row);
  const kind = access.kindOf(block, at);
  const record = access.recordOf(block, at);
  const fields = access.fieldsOf(kind, record);
  const words = inWords(access, block, at, kind, fields);
  const ref = access.vcpuOf(block, at);
  const { names } = access.sources;
  const timeNs = block.time[at]!;
  return {
    row,
    timeNs,
    absoluteNs: (t0 + BigInt(Math.round(timeNs))).toString(),
    recording: names.length > 1 ? names[kind.source]! : null,
    hostCpu: recordedNumber(access.hostCpuOf(block, at)),
    tid: recordedNumber(block.tid[at]!),
    comm: threadName(access, block, at),
    event: kind.system === '' ? kind.name : `${kind.system}:${kind.name}`,
    vm: ref?.vm ?? null,
    vcpu: ref?.vcpu ?? null,
    inWords: record === undefined ? [`The record ${UNREADABLE}.`] : words.sentences,
    rip: guestRip(kind, fields),
    fields: fields.map((field) => fieldInWords(kind, field, fields, words)),
    callchain: callchainLines(record?.callchain ?? []),
    rawHex: record === undefined ? [] : hexLines(record.bytes),
    fileOffset: record?.fileOffset ?? null,
  };
}

/** KVM's own events spell where the guest was in one of two ways: arch/x86/kvm/trace.h. */
function guestRip({ system }: EventKind, fields: readonly DecodedField[]): string | null {
  const field =
    system === 'kvm' || system === ''
      ? fields.find(({ name }) => name === 'guest_rip' || name === 'rip')
      : undefined;
  const value = field?.value;
  return typeof value === 'bigint' || typeof value === 'number' ? `0x${value.toString(16)}` : null;
}

/** The event's fields by name, as the vocabulary of `kvm/` takes them. */
function fieldValues(fields: readonly DecodedField[]): FieldValues {
  return new Map(fields.map(({ name, value }) => [name, value]));
}

function inWords(
  access: EventAccess,
  block: EventBlock,
  at: number,
  kind: EventKind,
  fields: readonly DecodedField[],
): EventInWords {
  const precedingExit = kind.name === 'kvm_page_fault' ? access.exitBefore(block, at) : undefined;
  return eventInWords({
    system: kind.system,
    name: kind.name,
    fields: fieldValues(fields),
    exitNames: access.sources.exitNames,
    ...(kind.format && { conditions: printKnowledge(kind.format).conditions }),
    ...(precedingExit && { precedingExit }),
  });
}

/** Our own words where there are some, else the names of the recording's print format. */
function fieldInWords(
  kind: EventKind,
  field: DecodedField,
  all: readonly DecodedField[],
  words: EventInWords,
): FieldInWords {
  const recorded = kind.format ? symbolText(kind.format, field.field, field.value, all) : '';
  return {
    name: field.name,
    value: rawFieldText(field),
    meaning: words.meanings.get(field.name) ?? recorded,
  };
}

function hexLines(bytes: Uint8Array): string[] {
  const lines: string[] = [];
  for (let start = 0; start < bytes.length; start += HEX_BYTES_A_LINE) {
    const line = bytes.subarray(start, start + HEX_BYTES_A_LINE);
    lines.push(Array.from(line, (byte) => byte.toString(16).padStart(2, '0')).join(' '));
  }
  return lines;
}
