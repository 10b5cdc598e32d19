import type { TraceFacts } from '../../../src/protocol/facts';
import { stepNs } from './cannedEvents';

/** A day's work of a host with two guests, as the worker would describe it. */
export function cannedFacts(events: number): TraceFacts {
  return {
    sources: [
      {
        path: '/home/kvm/traces/2026-11-20/webserver-idle.trace.dat',
        format: 'trace.dat',
        version: '7',
        compression: 'zstd',
        clock: { name: 'mono', unit: 'ns', conversion: 'none' },
        kernel: '6.18.3-200.fc43.x86_64',
        hostCpus: 16,
        fileBytes: 1_893_204_992,
        relation: {
          kind: 'reference',
          shiftNs: '0',
          samples: null,
          guestOf: null,
          vm: null,
          guestCpus: [],
        },
      },
    ],
    t0Ns: '631963290632114',
    fromNs: 0,
    durationNs: Math.max(0, events - 1) * stepNs,
    part: null,
    events,
    eventCounts: eventCounts(events),
    lostEvents: 18_231,
    lost: [
      { source: 0, hostCpu: 3, fromNs: 2_301_992_114, toNs: 2_304_120_001, count: 18_100 },
      { source: 0, hostCpu: 7, fromNs: 61_002_114_870, toNs: 61_002_190_002, count: 131 },
    ],
    lostGaps: 2,
    unsizedGaps: 0,
    vms: [
      { vm: 0, source: 0, pid: 1301, name: 'web-frontend', vcpus: vcpus(4, 1303) },
      { vm: 1, source: 0, pid: 2044, name: null, vcpus: vcpus(2, 2051) },
    ],
    diagnostics: [
      {
        source: 0,
        severity: 'info',
        code: 'unknown-tracepoint',
        message: '12,408 records of kvm_foo have no format in this recording and were skipped.',
        offset: null,
      },
      {
        source: 0,
        severity: 'warning',
        code: 'lost-events',
        message: 'CPU 3 lost 18,100 events between 2.301992114 s and 2.304120001 s.',
        offset: 0x1f3a000,
      },
      {
        source: 0,
        severity: 'error',
        code: 'truncated-section',
        message:
          'CPU 11 data at byte 0x70c41000: needs 4096 bytes, 1812 left. The recording was probably cut short; events of CPU 11 after 93.1 s are missing.',
        offset: 0x70c41000,
      },
    ],
  };
}

/** The same recording where the clock counts cycles of unknown length. */
export function cannedCycleFacts(events: number): TraceFacts {
  const facts = cannedFacts(events);
  return {
    ...facts,
    sources: facts.sources.map((source) => ({
      ...source,
      clock: { name: 'x86-tsc', unit: 'cycles', conversion: 'none' },
    })),
    lostEvents: 0,
    lost: [],
    lostGaps: 0,
    diagnostics: [],
  };
}

function vcpus(count: number, firstTid: number): TraceFacts['vms'][number]['vcpus'] {
  return Array.from({ length: count }, (_, vcpu) => ({
    vcpu,
    tid: firstTid + vcpu,
    comm: `CPU ${vcpu}/KVM`,
  }));
}

function eventCounts(events: number): TraceFacts['eventCounts'] {
  const eighths: readonly (readonly [string, number])[] = [
    ['kvm_exit', 1],
    ['kvm_entry', 1],
    ['sched_switch', 1],
    ['sched_waking', 0.9],
    ['kvm_apic_accept_irq', 0.8],
    ['kvm_inj_virq', 0.8],
    ['irq_handler_entry', 0.7],
    ['kvm_vcpu_wakeup', 0.7],
    ['kvm_halt_poll_ns', 0.4],
    ['kvm_page_fault', 0.2],
    ['kvm_msi_set_irq', 0.2],
    ['kvm_userspace_exit', 0.1],
    ['kvm_mmio', 0.1],
    ['local_timer_entry', 0.06],
    ['kvm_apic_ipi', 0.03],
    ['call_function_single_entry', 0.01],
  ];
  return eighths.map(([name, share]) => ({ name, count: Math.floor((events / 8) * share) }));
}
