import type { IdleOverTime } from './idleOverTime';

/** Shares to the thousandth: a slice has no more to say. */
const DECIMALS = 3;

/** `over_time` of a report. */
export function overTimeJson({ fromNs, sliceNs, vcpus }: IdleOverTime): unknown {
  return {
    from_ns: fromNs,
    slice_ns: sliceNs,
    vcpus: vcpus.map(({ vm, vcpu, by, idle, wakes }) => ({
      vm,
      vcpu,
      by,
      idle: Array.from(idle, (share) =>
        Number.isNaN(share) ? null : Number(share.toFixed(DECIMALS)),
      ),
      wakes: Object.fromEntries([...wakes].map(([cause, counts]) => [cause, [...counts]])),
    })),
  };
}
