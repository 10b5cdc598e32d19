import type { EventDetail, EventPage } from '../../../src/protocol/events';

/** Distance of one event to the next, but for a jitter that is smaller. */
export const stepNs = 2_310;

interface CannedEvent {
  readonly event: string;
  readonly comm: (vcpu: number) => string;
  readonly isVcpu: boolean;
  readonly summary: (row: number) => string;
}

const vcpuThread = (vcpu: number): string => `CPU ${vcpu}/KVM`;

/** What a halted vCPU goes through, over and over. */
const cycle: readonly CannedEvent[] = [
  {
    event: 'kvm_exit',
    comm: vcpuThread,
    isVcpu: true,
    summary: (row) =>
      row % 40 === 0
        ? 'EPT_VIOLATION (48) write to an absent page, gpa 0x1f3a2d008, rip 0xffffffff9d4c1a70'
        : 'HLT (12), rip 0xffffffff9e1d2a4b',
  },
  {
    event: 'sched_switch',
    comm: vcpuThread,
    isVcpu: true,
    summary: () => 'CPU 0/KVM-1303 [120] S ==> swapper/3-0 [120]',
  },
  {
    event: 'irq_handler_entry',
    comm: () => 'swapper/3',
    isVcpu: false,
    summary: () => 'irq 142 vfio-msix[2](0000:65:00.1)',
  },
  {
    event: 'sched_waking',
    comm: () => 'swapper/3',
    isVcpu: false,
    summary: () => 'CPU 0/KVM-1303 [120] on CPU 3',
  },
  {
    event: 'kvm_vcpu_wakeup',
    comm: vcpuThread,
    isVcpu: true,
    summary: (row) => `wait ${1000 + (row % 977) * 31} ns, waited, valid`,
  },
  {
    event: 'kvm_apic_accept_irq',
    comm: vcpuThread,
    isVcpu: true,
    summary: () => 'apicid 0 vector 0xec LOCAL_TIMER (Fixed|edge)',
  },
  {
    event: 'kvm_inj_virq',
    comm: vcpuThread,
    isVcpu: true,
    summary: () => 'vector 0xec LOCAL_TIMER',
  },
  {
    event: 'kvm_entry',
    comm: vcpuThread,
    isVcpu: true,
    summary: () => 'vCPU 0, rip 0xffffffff9e1d2a4c',
  },
];

/** The page of rows `row(position)`, for every position from `start`. */
export function cannedPage(
  total: number,
  start: number,
  count: number,
  row: (position: number) => number,
): EventPage {
  const length = Math.max(0, Math.min(count, total - start));
  const rows = Array.from({ length }, (_, index) => row(start + index));
  return {
    total,
    start,
    row: Float64Array.from(rows),
    timeNs: Float64Array.from(rows, timeNsOf),
    source: Uint8Array.from(rows, () => 0),
    hostCpu: Int32Array.from(rows, (at) => (at >> 3) % 16),
    tid: Int32Array.from(rows, (at) => (eventOf(at).isVcpu ? 1303 + vcpuOf(at) : 0)),
    comm: rows.map((at) => eventOf(at).comm(vcpuOf(at))),
    event: rows.map((at) => eventOf(at).event),
    vm: Int16Array.from(rows, (at) => (eventOf(at).isVcpu ? 0 : -1)),
    vcpu: Int16Array.from(rows, (at) => (eventOf(at).isVcpu ? vcpuOf(at) : -1)),
    summary: rows.map((at) => eventOf(at).summary(at)),
  };
}

function timeNsOf(row: number): number {
  return row * stepNs + (row === 0 ? 0 : (row * 7919) % 1999);
}

/** Where perf record -g was on. */
export const ROW_WITH_CALLCHAIN = 17;
const CALLCHAIN = ['kernel 0xffffffff81059a3b', 'kernel 0xffffffff8105b120', 'user 0x7f31c8d1994f'];

export function cannedDetail(row: number): EventDetail {
  const { event, isVcpu, comm } = eventOf(row);
  return {
    row,
    timeNs: timeNsOf(row),
    absoluteNs: (631_963_290_632_114n + BigInt(timeNsOf(row))).toString(),
    recording: null,
    hostCpu: (row >> 3) % 16,
    tid: isVcpu ? 1303 + vcpuOf(row) : 0,
    comm: comm(vcpuOf(row)),
    event: `${event.startsWith('kvm') ? 'kvm' : 'sched'}:${event}`,
    vm: isVcpu ? 0 : null,
    vcpu: isVcpu ? vcpuOf(row) : null,
    inWords: [
      'vCPU 0 of VM 0 left the guest because of EPT_VIOLATION (48).',
      'The guest wrote to guest physical address 0x1f3a2d008, which was not mapped.',
    ],
    fields: [
      { name: 'exit_reason', value: '0x30', meaning: 'EPT_VIOLATION (48)' },
      { name: 'guest_rip', value: '0xffffffff9d4c1a70', meaning: '' },
      { name: 'isa', value: '0x1', meaning: 'VMX' },
      {
        name: 'info1',
        value: '0x182',
        meaning:
          'exit qualification: data write; page not present; linear address valid; final access',
      },
      { name: 'info2', value: '0x0', meaning: 'no IDT-vectoring information' },
      { name: 'intr_info', value: '0x0', meaning: 'not valid' },
      { name: 'error_code', value: '0x0', meaning: '' },
      { name: 'vcpu_id', value: '0x0', meaning: '' },
    ],
    callchain: row === ROW_WITH_CALLCHAIN ? CALLCHAIN : [],
    rip: isVcpu ? '0xffffffff9d4c1a70' : null,
    rawHex: [
      'd2 05 00 00 17 05 00 00 30 00 00 00 01 00 00 00',
      '70 1a 4c 9d ff ff ff ff 82 01 00 00 00 00 00 00',
      '00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00',
    ],
    fileOffset: 0x1f3a0c4,
  };
}

function eventOf(row: number): CannedEvent {
  return cycle[row % cycle.length]!;
}

function vcpuOf(row: number): number {
  return Math.floor(row / cycle.length) % 4;
}
