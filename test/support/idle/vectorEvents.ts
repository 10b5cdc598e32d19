import type { FieldValues } from '../tracepoints';
import type { WrittenEvent } from '../traceText';

/** Threads by the names that the vectors give them: VM A is process 900, VM B 950. */
const threads: Readonly<Record<string, number>> = {
  T0: 1000,
  T1: 1001,
  T2: 1002,
  T3: 1003,
  Q0: 1100,
  Q1: 1101,
  M: 900,
  IO: 905,
  VH: 906,
  PIT: 907,
  W: 60,
  W2: 61,
  swapper: 0,
};

/** `common_flags`: interrupts off, and with them in a hard interrupt. */
const IRQS_OFF = 0x01;
const IN_HARDIRQ = 0x09;

const SWITCH_STATES: Readonly<Record<string, number>> = {
  S: 1,
  D: 2,
  R: 0,
  'R+': 0x100,
  X: 0x10,
  Z: 0x20,
};

interface Context {
  readonly tid: number;
  /** vCPU that the thread runs; 0 for others. */
  readonly vcpu: number;
}

type Told = readonly [event: string, fields: FieldValues, flags?: number];

/** Thread id of a vector's thread. */
export function tidOf(name: string): number {
  const tid = threads[name];
  if (tid === undefined) throw new Error(`no thread ${name}`);
  return tid;
}

/**
 * The events of a test vector of domain reference H in its own notation, `t cpu ctx event args` with
 * t in µs; several on a line have three spaces between them. `irq` is an interrupt that hits the idle
 * task, `irq/T1` one that hits T1. `lost c1 4000` stands before the first event after a loss.
 */
export function vectorEvents(text: string): readonly WrittenEvent[] {
  const events: WrittenEvent[] = [];
  const lost = new Map<number, number>();
  for (const part of text.split(/\n| {3,}/).map((line) => line.trim())) {
    if (part === '') continue;
    const loss = /^lost c(\d+) (\d+)$/.exec(part);
    if (loss !== null) {
      lost.set(Number(loss[1]), Number(loss[2]));
      continue;
    }
    const [time, cpu, context, event, ...args] = part.split(' ');
    if (!/^\d+(?:\.\d+)?$/.test(time!) || !/^c\d+$/.test(cpu ?? '') || event === undefined) {
      throw new Error(`no event: ${part}`);
    }
    const hostCpu = Number(cpu!.slice(1));
    const lostBefore = lost.get(hostCpu);
    lost.delete(hostCpu);
    events.push({
      time: Math.round(Number(time) * 1000),
      hostCpu,
      ...(lostBefore !== undefined && { lostBefore }),
      ...eventOf(context!, event, args),
    });
  }
  return events.sort((a, b) => a.time - b.time);
}

function eventOf(
  name: string,
  word: string,
  args: readonly string[],
): Pick<WrittenEvent, 'tid' | 'flags' | 'event' | 'fields'> {
  const [context, hit = 'swapper'] = name.split('/');
  const inInterrupt = context === 'irq';
  const tid = tidOf(inInterrupt ? hit : context!);
  const given = Object.fromEntries(
    args.filter((arg) => arg.includes('=')).map((arg) => arg.split('=') as [string, string]),
  );
  const plain = args.filter((arg) => !arg.includes('='));
  const [event, fields, flags = 0] = spelledOut(word, plain, { tid, vcpu: vcpuOf(tid) });
  return {
    tid,
    flags: inInterrupt ? IN_HARDIRQ : flags,
    event,
    fields: { ...fields, ...given },
  };
}

function vcpuOf(tid: number): number {
  return tid >= tidOf('T0') ? tid % 100 : 0;
}

/** What an abbreviation of domain reference H stands for; other words are events' own names. */
function spelledOut(word: string, args: readonly string[], { tid, vcpu }: Context): Told {
  const [first = '0', second = '0'] = args;
  switch (word) {
    case 'EX': {
      const isSvm = first === 'svm';
      const fields = { exit_reason: isSvm ? second : first, isa: isSvm ? 2 : 1, vcpu_id: vcpu };
      return ['kvm_exit', fields, isSvm ? 0 : IRQS_OFF];
    }
    case 'EN':
      return ['kvm_entry', { vcpu_id: vcpu }, IRQS_OFF];
    case 'WK':
      return ['kvm_vcpu_wakeup', { ns: first, waited: second, valid: 1 }];
    case 'HP': {
      const [, now, how, before] = /^(\d+)\(?([gs])\)?(\d+)$/.exec(first)!;
      const grow = how === 'g' ? 1 : 0;
      return ['kvm_halt_poll_ns', { grow, vcpu_id: vcpu, new: now!, old: before! }];
    }
    case 'UX':
      return ['kvm_userspace_exit', { reason: first, errno: second }];
    case 'SO': {
      const next = args[1] === undefined ? 0 : tidOf(second);
      const prev_state = SWITCH_STATES[first]!;
      return ['sched_switch', { prev_pid: tid, prev_state, next_pid: next }, IRQS_OFF];
    }
    case 'SI':
      return ['sched_switch', { prev_pid: 0, prev_state: 0, next_pid: tid }, IRQS_OFF];
    case 'WG':
      return ['sched_waking', { pid: tidOf(first) }, IRQS_OFF];
    case 'WU':
      return ['sched_wakeup', { pid: tidOf(first) }, IRQS_OFF];
    case 'ACC':
      return ['kvm_apic_accept_irq', { apicid: first, vec: second }];
    case 'PACC':
      return ['kvm_apicv_accept_irq', { apicid: first, vec: second }];
    case 'IPI':
      return ['kvm_apic_ipi', { dest_id: first, icr_low: second }];
    case 'INJ':
      return ['kvm_inj_virq', { vector: first }];
    case 'HVT':
      return ['kvm_hv_timer_state', { vcpu_id: vcpu, hv_timer_in_use: first }];
    case 'HRT':
      return ['hrtimer_expire_entry', {}];
    case 'PF':
      return ['kvm_page_fault', { vcpu_id: vcpu, fault_address: first, error_code: second }];
    case 'mark':
      return ['print', { buf: 'mark' }];
    default:
      return [word, {}];
  }
}
