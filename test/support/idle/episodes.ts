import fc from 'fast-check';
import type { WrittenEvent } from '../traceText';
import { vectorEvents } from './vectorEvents';

/** A halt of a vCPU as a host would show it in full, and what really ended it. */
interface Episode {
  readonly lines: readonly string[];
  readonly us: number;
  readonly cause: string;
  /** vCPU that ended it. */
  readonly sender: number | null;
}

/** Who acts in an episode: the vCPU that halts, one that sends, a thread of the VMM, and their CPUs. */
interface Cast {
  readonly vcpu: number;
  readonly sender: number;
  readonly worker: string;
}

export interface TrueHalt {
  readonly vcpu: number;
  readonly fromUs: number;
  readonly toUs: number;
  readonly cause: string;
  readonly sender: number | null;
}

export interface KnownTrace {
  readonly events: readonly WrittenEvent[];
  readonly halts: readonly TrueHalt[];
}

/** The two pairs of vCPUs never act on each other: what one shows explains nothing of the other. */
const CASTS: readonly Cast[] = [
  { vcpu: 0, sender: 1, worker: 'VH' },
  { vcpu: 2, sender: 3, worker: 'IO' },
];

/** By name: the lines of an episode at `at` µs that waits for `wait` µs, without its last entry. */
const kinds: Readonly<Record<string, (at: number, wait: number, cast: Cast) => Episode>> = {
  timer: (at, wait, { vcpu }) => ({
    lines: [
      ...asleep(at, vcpu),
      `${at + wait} c${vcpu} irq HRT apic_timer_fn`,
      `${at + wait + 1} c${vcpu} irq WG T${vcpu}`,
      `${at + wait + 1.5} c${vcpu} irq WU T${vcpu}`,
      ...awake(at, wait, vcpu),
      `${at + wait + 6} c${vcpu} T${vcpu} ACC ${vcpu} 236`,
      `${at + wait + 7} c${vcpu} T${vcpu} INJ 236`,
    ],
    us: wait + 10,
    cause: 'timer',
    sender: null,
  }),
  timerPoll: (at, wait, { vcpu }) => ({
    lines: [
      `${at} c${vcpu} T${vcpu} EX 12`,
      `${at + wait} c${vcpu} irq/T${vcpu} HRT apic_timer_fn`,
      `${at + wait + 1.5} c${vcpu} T${vcpu} HP 2000000(g)1000000`,
      `${at + wait + 2} c${vcpu} T${vcpu} WK ${(wait + 1) * 1000} 0`,
      `${at + wait + 3} c${vcpu} T${vcpu} ACC ${vcpu} 236`,
      `${at + wait + 4} c${vcpu} T${vcpu} INJ 236`,
    ],
    us: wait + 6,
    cause: 'timer',
    sender: null,
  }),
  ipi: (at, wait, { vcpu, sender }) => ({
    lines: [
      ...asleep(at, vcpu),
      ...sends(at + wait - 2, sender, [`IPI ${vcpu} 253`, `ACC ${vcpu} 253`, `WG T${vcpu}`]),
      ...awake(at, wait, vcpu),
      `${at + wait + 7} c${vcpu} T${vcpu} INJ 253`,
    ],
    us: wait + 10,
    cause: 'ipi',
    sender,
  }),
  ipiPoll: (at, wait, { vcpu, sender }) => ({
    lines: [
      `${at} c${vcpu} T${vcpu} EX 12`,
      ...sends(at + wait - 2, sender, [`IPI ${vcpu} 253`, `ACC ${vcpu} 253`]),
      `${at + wait + 2} c${vcpu} T${vcpu} WK ${(wait + 1) * 1000} 0`,
      `${at + wait + 4} c${vcpu} T${vcpu} INJ 253`,
    ],
    us: wait + 6,
    cause: 'ipi',
    sender,
  }),
  kick: (at, wait, { vcpu, sender }) => ({
    lines: [
      ...asleep(at, vcpu),
      ...sends(at + wait - 2, sender, [
        `kvm_hypercall nr=5 a1=${vcpu}`,
        `ACC ${vcpu} 0 dm=0x300`,
        `WG T${vcpu}`,
      ]),
      ...awake(at, wait, vcpu),
    ],
    us: wait + 10,
    cause: 'pv-kick',
    sender,
  }),
  device: (at, wait, { vcpu, worker }) => ({
    lines: [
      ...asleep(at, vcpu),
      `${at + wait - 1} c6 ${worker} kvm_msi_set_irq data=0x41`,
      `${at + wait - 0.5} c6 ${worker} ACC ${vcpu} 65`,
      `${at + wait} c6 ${worker} WG T${vcpu}`,
      ...awake(at, wait, vcpu),
      `${at + wait + 7} c${vcpu} T${vcpu} INJ 65`,
    ],
    us: wait + 10,
    cause: 'device',
    sender: null,
  }),
  pending: (at, _, { vcpu, worker }) => ({
    lines: [
      `${at + 1} c6 ${worker} kvm_msi_set_irq data=0x41`,
      `${at + 1.5} c6 ${worker} ACC ${vcpu} 65`,
      `${at + 2} c${vcpu} T${vcpu} EX 12`,
      `${at + 3} c${vcpu} T${vcpu} INJ 65`,
    ],
    us: 5,
    cause: 'device',
    sender: null,
  }),
  signal: (at, wait, { vcpu }) => ({
    lines: [
      ...asleep(at, vcpu),
      `${at + wait} c7 M WG T${vcpu}`,
      `${at + wait + 1} c7 M signal_generate sig=10 pid=${1000 + vcpu}`,
      ...awake(at, wait, vcpu),
      `${at + wait + 6} c${vcpu} T${vcpu} UX 10 -4`,
    ],
    us: wait + 20,
    cause: 'signal',
    sender: null,
  }),
};

/** The classes of events that a recording may lack. */
export const eventClasses: readonly string[] = [
  ...['kvm_exit', 'kvm_entry', 'kvm_vcpu_wakeup', 'kvm_apic_accept_irq', 'kvm_apic_ipi'],
  'kvm_halt_poll_ns',
  ...['kvm_inj_virq', 'kvm_msi_set_irq', 'kvm_hypercall', 'kvm_userspace_exit'],
  ...['sched_switch', 'sched_waking', 'sched_wakeup', 'hrtimer_expire_entry', 'signal_generate'],
];

/** Halts one after the other on two vCPUs, of every kind in any order. */
export const knownTraces: fc.Arbitrary<KnownTrace> = fc
  .tuple(anyEpisodes(), anyEpisodes())
  .map((both) => {
    const lines: string[] = [];
    const halts: TrueHalt[] = [];
    CASTS.forEach((cast, index) => {
      const { vcpu, sender } = cast;
      lines.push(`0 c${vcpu} T${vcpu} EN`, `0 c${sender} T${sender} EN`);
      let at = 10;
      for (const { kind, wait } of both[index]!) {
        const episode = kinds[kind]!(at, wait, cast);
        const toUs = at + episode.us;
        lines.push(...episode.lines, `${toUs} c${vcpu} T${vcpu} EN`);
        halts.push({ vcpu, fromUs: at, toUs, cause: episode.cause, sender: episode.sender });
        at = toUs + 50;
      }
    });
    return { events: vectorEvents(lines.join('\n')), halts };
  });

function anyEpisodes(): fc.Arbitrary<readonly { readonly kind: string; readonly wait: number }[]> {
  const episode = fc.record({
    kind: fc.constantFrom(...Object.keys(kinds)),
    wait: fc.integer({ min: 20, max: 900 }),
  });
  return fc.array(episode, { minLength: 4, maxLength: 12, size: 'max' });
}

function asleep(at: number, vcpu: number): readonly string[] {
  return [`${at} c${vcpu} T${vcpu} EX 12`, `${at + 2} c${vcpu} T${vcpu} SO S`];
}

function awake(at: number, wait: number, vcpu: number): readonly string[] {
  return [
    `${at + wait + 3} c${vcpu} T${vcpu} SI`,
    `${at + wait + 5} c${vcpu} T${vcpu} WK ${(wait + 4) * 1000} 1`,
  ];
}

/** What a vCPU does in one exit, 0.5 µs apart. */
function sends(at: number, vcpu: number, events: readonly string[]): readonly string[] {
  const own = ['EX 32', ...events, 'EN'];
  return own.map((event, index) => `${at + index / 2} c${vcpu} T${vcpu} ${event}`);
}
