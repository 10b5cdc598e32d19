/** A tracepoint that an analysis reads, with the fields it cannot do without. */
export interface EventNeed {
  /** With its system. */
  readonly event: string;
  readonly fields?: readonly string[];
}

/** A tracepoint that tells an analysis more. */
export interface EventUse extends EventNeed {
  /** What cannot be told without it. */
  readonly costs: string;
}

/** What a pair of recording commands is for. */
export type Goal = 'wakeups' | 'memory';

/** A row of the table: an analysis, and the events it reads. */
export interface AnalysisNeeds {
  readonly id: string;
  readonly title: string;
  readonly tells: string;
  /** Any of these sets will do; of equals, the first is the one to record. */
  readonly needed: readonly (readonly EventNeed[])[];
  readonly improving: readonly EventUse[];
  /** Which of the commands records what it needs. */
  readonly goal: Goal;
  /** The needed set, where the exits are SVM's. */
  readonly neededOnSvm?: readonly EventNeed[];
}

const EXIT: EventNeed = { event: 'kvm:kvm_exit', fields: ['exit_reason'] };
const ENTRY: EventNeed = { event: 'kvm:kvm_entry' };
const HALT: EventNeed = { event: 'kvm:kvm_vcpu_wakeup', fields: ['ns', 'waited'] };
const SWITCH: EventNeed = { event: 'sched:sched_switch', fields: ['prev_state', 'next_pid'] };
const WAKING: EventNeed = { event: 'sched:sched_waking', fields: ['pid'] };
const WOKEN: EventNeed = { event: 'sched:sched_wakeup', fields: ['pid'] };

/** One row an analysis: what it needs and what it can use. Source: table J and sections A, E of the domain reference. */
export const analysisNeeds: readonly AnalysisNeeds[] = [
  {
    id: 'exits',
    title: 'Exits by reason',
    tells: 'how often each vCPU left guest mode, and why',
    needed: [[EXIT]],
    improving: [
      { ...ENTRY, costs: 'how long an exit took' },
      { event: 'kvm:kvm_userspace_exit', costs: 'which exits went on to user space' },
      { event: 'kvm:kvm_msr', fields: ['ecx'], costs: 'which MSR an exit was for' },
      { event: 'kvm:kvm_pio', fields: ['port'], costs: 'which port an exit was for' },
    ],
    goal: 'wakeups',
  },
  {
    id: 'states',
    title: 'Time of each vCPU by state',
    tells:
      'when a vCPU was in guest mode, in KVM, in user space, halted, or waiting for a host CPU',
    needed: [[ENTRY, EXIT, SWITCH]],
    improving: [
      { ...HALT, costs: 'which part of a halt was polling' },
      { event: 'kvm:kvm_userspace_exit', costs: 'time in user space' },
      { ...WOKEN, costs: 'time from woken to running' },
    ],
    goal: 'wakeups',
  },
  {
    id: 'idle',
    title: 'How guests idle',
    tells: 'which periods are idle, by HLT, MWAIT, PAUSE or polling',
    needed: [[EXIT], [HALT]],
    improving: [
      { ...EXIT, costs: 'idle periods that are not halts, such as MWAIT' },
      { ...HALT, costs: 'whether the host polled or slept' },
      { ...SWITCH, costs: 'whether a halted vCPU gave up its host CPU' },
      { event: 'kvm:kvm_halt_poll_ns', costs: 'how the poll window changed' },
      { event: 'kvm:kvm_msr', costs: 'whether the guest switched host polling off' },
    ],
    goal: 'wakeups',
  },
  {
    id: 'wakeups',
    title: 'What woke a vCPU',
    tells: 'whether a timer, an IPI, a device or a signal ended an idle period',
    needed: [[WAKING], [{ event: 'kvm:kvm_apic_accept_irq', fields: ['apicid', 'vec'] }, HALT]],
    improving: [
      { ...WAKING, costs: 'which thread woke it, and wakeups without an interrupt' },
      {
        event: 'kvm:kvm_apic_accept_irq',
        fields: ['apicid', 'vec'],
        costs: 'which vector woke it',
      },
      { event: 'kvm:kvm_apic_ipi', fields: ['icr_low'], costs: 'IPIs and the vCPU they came from' },
      { event: 'kvm:kvm_msi_set_irq', fields: ['data'], costs: 'MSIs of devices' },
      { event: 'kvm:kvm_set_irq', fields: ['gsi'], costs: 'level interrupts of devices' },
      { event: 'kvm:kvm_inj_virq', costs: 'which interrupt the guest took' },
      { event: 'kvm:kvm_hv_timer_state', costs: 'guest timers on the VMX preemption timer' },
      { event: 'timer:hrtimer_expire_entry', costs: 'guest timers on host timers' },
      { event: 'irq:irq_handler_entry', costs: 'the host’s device interrupt behind it' },
      { event: 'signal:signal_generate', costs: 'signals' },
    ],
    goal: 'wakeups',
  },
  {
    id: 'latency',
    title: 'Wakeup latency by part',
    tells: 'where the time from the cause of a wakeup to guest mode went',
    needed: [[WAKING, WOKEN, SWITCH, HALT, ENTRY]],
    improving: [{ event: 'power:cpu_idle', costs: 'how long the host CPU took to leave idle' }],
    goal: 'wakeups',
  },
  {
    id: 'halt-polling',
    title: 'Another halt_poll_ns',
    tells: 'what other poll windows would have cost and saved on this very recording',
    needed: [[HALT]],
    improving: [
      { ...SWITCH, costs: 'whether polling kept another thread from running' },
      { event: 'kvm:kvm_halt_poll_ns', costs: 'a check of the replay against what KVM did' },
    ],
    goal: 'wakeups',
  },
  {
    id: 'idle-policies',
    title: 'Other idle policies',
    tells: 'what exiting, passing through or switching between them would have cost',
    needed: [[EXIT], [HALT]],
    improving: [
      { event: 'kvm:kvm_exit', fields: ['guest_rip'], costs: 'policies that sample the guest' },
      { ...HALT, costs: 'how long halts were' },
    ],
    goal: 'wakeups',
  },
  {
    id: 'hot-code',
    title: 'Guest code that exits',
    tells: 'which guest addresses cause the exits and their time',
    needed: [[{ event: 'kvm:kvm_exit', fields: ['exit_reason', 'guest_rip'] }]],
    improving: [{ ...ENTRY, costs: 'the time of the exits' }],
    goal: 'wakeups',
  },
  {
    id: 'page-conflicts',
    title: 'Page faults and pages that vCPUs share',
    tells: 'which guest pages fault, why, and which vCPUs contend for them',
    needed: [
      [
        { event: 'kvm:kvm_page_fault', fields: ['fault_address', 'error_code'] },
        { event: 'kvm:kvm_exit', fields: ['exit_reason'] },
      ],
    ],
    neededOnSvm: [{ event: 'kvm:kvm_exit', fields: ['exit_reason', 'info1', 'info2'] }],
    improving: [
      { ...ENTRY, costs: 'what the faults cost' },
      { event: 'kvmmmu:fast_page_fault', costs: 'faults that were repaired without a lock' },
      { event: 'kvmmmu:kvm_mmu_set_spte', costs: 'what was mapped, and whether it was writable' },
      { event: 'kvmmmu:kvm_tdp_mmu_spte_changed', costs: 'who took a mapping away' },
      { event: 'kvm:kvm_unmap_hva_range', costs: 'host changes behind a fault' },
    ],
    goal: 'memory',
  },
];
