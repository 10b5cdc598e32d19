import type {
  EventBlock,
  EventKind,
  EventTable,
  FieldColumns,
  StoredField,
} from '../../../src/events/EventTable';
import { NO_DETAIL } from '../../../src/events/EventTable';
import type { FilterContext } from '../../../src/queries/filter/FilterContext';

export interface MadeEvent {
  readonly event: string;
  readonly timeNs: number;
  readonly hostCpu?: number;
  readonly tid?: number;
  readonly fields?: Readonly<Record<string, bigint | number>>;
}

const u32 = (name: string): StoredField => ({ name, signed: false, bytes: 4 });

/** The kinds of made tables, with the fields they keep. */
export const madeKinds: readonly EventKind[] = Object.entries({
  kvm_exit: [
    u32('exit_reason'),
    { name: 'guest_rip', signed: false, bytes: 8 },
    u32('isa'),
    u32('vcpu_id'),
  ],
  kvm_entry: [u32('vcpu_id'), { name: 'rip', signed: false, bytes: 8 }],
  kvm_userspace_exit: [u32('reason'), { name: 'errno', signed: true, bytes: 4 }],
  kvm_wait_lapic_expire: [{ name: 'delta', signed: true, bytes: 8 }],
  kvm_vcpu_wakeup: [
    { name: 'ns', signed: false, bytes: 8 },
    { name: 'waited', signed: false, bytes: 1 },
  ],
  sched_switch: [{ name: 'prev_state', signed: true, bytes: 2 }],
} satisfies Record<string, readonly StoredField[]>).map(([name, fields], index) => ({
  index,
  source: 0,
  format: undefined,
  system: name.startsWith('kvm') ? 'kvm' : 'sched',
  name,
  ownFields: fields.map((field) => field.name),
  fields,
}));

/** A table of these events, in blocks of `blockRows`; times must not decrease. */
export function madeTable(events: readonly MadeEvent[], blockRows = 4): EventTable {
  const hostCpus = [...new Set(events.map(({ hostCpu = 0 }) => hostCpu))];
  const blocks: EventBlock[] = [];
  for (let firstRow = 0; firstRow < events.length; firstRow += blockRows) {
    blocks.push(madeBlock(events.slice(firstRow, firstRow + blockRows), firstRow, hostCpus));
  }
  return {
    length: events.length,
    blocks,
    kinds: madeKinds,
    streams: hostCpus.map((hostCpu) => ({ hostCpu, instance: '', source: 0, placeBytes: 4 })),
  };
}

function madeBlock(
  events: readonly MadeEvent[],
  firstRow: number,
  hostCpus: readonly number[],
): EventBlock {
  const kindOf = (event: MadeEvent) => madeKinds.findIndex(({ name }) => name === event.event);
  const ofKind = (index: number) =>
    events.filter((event) => kindOf(event) === index && event.fields !== undefined);
  return {
    firstRow,
    length: events.length,
    time: Float64Array.from(events, ({ timeNs }) => timeNs),
    kind: Uint16Array.from(events, kindOf),
    stream: Uint16Array.from(events, ({ hostCpu = 0 }) => hostCpus.indexOf(hostCpu)),
    tid: Int32Array.from(events, ({ tid = 0 }) => tid),
    flags: new Uint8Array(events.length),
    detail: Uint16Array.from(events, (event) =>
      event.fields === undefined ? NO_DETAIL : ofKind(kindOf(event)).indexOf(event),
    ),
    place: new Int32Array(events.length),
    placeBase: new Float64Array(hostCpus.length),
    fields: madeKinds.map((kind) => madeColumns(kind, ofKind(kind.index))),
  };
}

function madeColumns(kind: EventKind, events: readonly MadeEvent[]): FieldColumns | undefined {
  if (events.length === 0) return undefined;
  const words = (field: StoredField, shift: bigint) =>
    Uint32Array.from(events, ({ fields }) => {
      const bits = BigInt.asUintN(field.bytes * 8, BigInt(fields?.[field.name] ?? 0));
      return Number((bits >> shift) & 0xffff_ffffn);
    });
  return {
    length: events.length,
    low: kind.fields.map((field) => words(field, 0n)),
    high: kind.fields.map((field) => (field.bytes === 8 ? words(field, 32n) : undefined)),
  };
}

/** A context in which tid 100 + n is vCPU n of VM 0, 200 + n of VM 1. */
export function madeContext(table: EventTable): FilterContext {
  const exitReason = (at: number, block: EventBlock) => {
    const columns = block.fields[0];
    return columns?.low[0]?.[block.detail[at]!];
  };
  const nameOf = (reason: number | undefined) =>
    reason === undefined ? undefined : { 12: 'HLT', 48: 'EPT_VIOLATION' }[reason & 0xffff];
  return {
    table,
    recordingNames: ['host.trace.dat', 'guest.trace.dat'],
    vcpuOf: (block, at) => {
      const tid = block.tid[at]!;
      return tid < 100 ? undefined : { vm: Math.floor(tid / 100) - 1, vcpu: tid % 100 };
    },
    commOf: (block, at) => {
      const tid = block.tid[at]!;
      return tid < 100 ? undefined : `CPU ${tid % 100}/KVM`;
    },
    exitReasonName: (block, at) => nameOf(exitReason(at, block)),
  };
}
