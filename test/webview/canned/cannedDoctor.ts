import type { AnalysisCoverage, DoctorReport } from '../../../src/protocol/doctor';

const all = { verdict: 'full', hasLosses: false, missing: [] } as const;

const analyses: readonly AnalysisCoverage[] = [
  { id: 'exits', title: 'Exits by reason', tells: 'how often each vCPU left guest mode', ...all },
  {
    id: 'latency',
    title: 'Wakeup latency by part',
    tells: 'where the time from the cause of a wakeup to guest mode went',
    verdict: 'limited',
    hasLosses: true,
    missing: [
      {
        event: 'power:cpu_idle',
        state: 'not-recorded',
        fields: [],
        isNeeded: false,
        costs: 'how long the host CPU took to leave idle',
      },
    ],
  },
  {
    id: 'page-conflicts',
    title: 'Page faults and pages that vCPUs share',
    tells: 'which guest pages fault, why, and which vCPUs contend for them',
    verdict: 'none',
    hasLosses: true,
    missing: [
      {
        event: 'kvm:kvm_page_fault',
        state: 'not-recorded',
        fields: [],
        isNeeded: true,
        costs: '',
      },
    ],
  },
];

const events = Array.from({ length: 12 }, (_, at) => `-e kvm:kvm_event_${at}`).join(' ');

export const cannedDoctor: DoctorReport = {
  recordings: [
    {
      path: '/home/kvm/traces/2026-11-20/webserver-idle.trace.dat',
      format: 'trace.dat v7, zstd',
      role: 'host',
      analyses,
      events: [{ event: 'power:cpu_idle', state: 'not-recorded', count: 0 }],
      findings: [
        {
          code: 'lost-events',
          severity: 'warning',
          message: 'At least 18231 events were lost at 2 places: record with larger buffers.',
        },
      ],
      commands: [
        {
          purpose: 'Page faults and pages that vCPUs share',
          tool: 'trace-cmd',
          line: `trace-cmd record -i -C mono -b 65536 ${events} -o trace.dat sleep 10`,
        },
        {
          purpose: 'Page faults and pages that vCPUs share',
          tool: 'perf',
          line: 'perf record -a -R -c 1 -m 65536K -e kvm:kvm_exit -o perf.data sleep 10',
        },
      ],
    },
  ],
};
