import { State } from '../../vcpu/states/VcpuState';
import type { Finder, FindingContext } from './Finder';
import { percent, vcpuName } from './phrases';

/** Steal below that is what any shared host has. */
const LEAST_SHARE = 0.05;
const WARNING_SHARE = 0.2;

/** vCPUs that were runnable, and others had their host CPUs (users' question 18). */
export function preempted({ vcpus, states, words, shareOf }: FindingContext): Finder {
  return {
    found: () =>
      vcpus.flatMap(({ vm, vcpu, binding, lane }) => {
        const totals = states.ledgers[binding]?.totalsNs;
        const awayNs = totals?.[State.Preempted] ?? 0;
        const share = shareOf(awayNs);
        if (totals === undefined || lane === undefined || share < LEAST_SHARE) return [];
        const onCpuNs = totals[State.Guest]! + totals[State.Kernel]! + totals[State.Userspace]!;
        return [
          {
            finding: {
              id: `preempted:${vm}.${vcpu}`,
              severity: share >= WARNING_SHARE ? 'warning' : 'info',
              title: `${vcpuName(vm, vcpu)} was runnable and had no host CPU for ${percent(share)} of the time`,
              text: `Others displaced its thread for ${words.duration(awayNs)}, while it ran for ${words.duration(onCpuNs)}: the guest sees that as steal time.`,
              contradiction:
                'sched_switch events of its thread with a prev_state other than R: it then slept.',
              vcpus: [{ vm, vcpu }],
              evidenceNs: lane.displacements.times(),
              confidence: 'certain',
            },
            weight: share,
          },
        ];
      }),
  };
}
