import { DOWNGRADES } from '../../analyses/faults/Downgrades';
import type { Downgrade } from '../../analyses/faults/Downgrades';
import { Evidence } from '../../base/Evidence';
import { pageActor } from '../conflicts/faultRow';
import { downgradeWords } from '../conflicts/faultWords';
import type { Finder, FindingContext, WeighedFinding } from './Finder';
import { counted, percent } from './phrases';

/** Of the vCPUs' time: less is everyday work of the host's memory management. */
const LEAST_SHARE = 0.005;
const WARNING_SHARE = 0.05;
const FEWEST_FAULTS = 50;

interface Refaults {
  /** Number of the thread that unmapped the pages. */
  readonly actor: number;
  readonly did: Downgrade;
  faults: number;
  costNs: number;
  /** Bindings of the vCPUs that faulted. */
  readonly vcpus: Set<number>;
  readonly evidence: Evidence;
}

/** Pages that somebody unmapped, so that they fault again: a changed memory slot, reclaim, NUMA balancing, KSM. */
export function refaults(context: FindingContext): Finder {
  /** By actor and what it did. */
  const found = new Map<number, Refaults>();
  return {
    takeFault: ({ cause, actor, did, costNs, exitNs, binding }) => {
      if (cause !== 'notifier-zap' || actor < 0) return;
      const key = actor * DOWNGRADES.length + DOWNGRADES.indexOf(did);
      let of = found.get(key);
      if (of === undefined) {
        of = { actor, did, faults: 0, costNs: 0, vcpus: new Set(), evidence: new Evidence() };
        found.set(key, of);
      }
      of.faults++;
      of.costNs += Math.max(0, costNs);
      of.vcpus.add(binding);
      of.evidence.add(costNs, exitNs);
    },
    found: () => [...found.values()].flatMap((of) => judge(context, of)),
  };
}

function judge(context: FindingContext, of: Refaults): readonly WeighedFinding[] {
  const { words, vcpus } = context;
  const share = context.shareOf(of.costNs);
  if (of.faults < FEWEST_FAULTS || share < LEAST_SHARE) return [];
  const { actor, did, faults } = of;
  const evidenceNs = of.evidence.times();
  const { by, tid } = pageActor(context, { thread: actor, did, times: faults }, evidenceNs[0]!);
  return [
    {
      weight: share,
      finding: {
        id: `refaults:${tid ?? 'unknown'}:${did}`,
        severity: share >= WARNING_SHARE ? 'warning' : 'info',
        title: `Pages fault again after ${by} ${downgradeWords[did].replace(' it', ' them')}: ${words.burn(of.costNs)} of vCPU time`,
        text: `${counted(of.faults, 'fault')} on pages that had been mapped before, ${percent(share)} of a host CPU, ${words.duration(of.costNs / of.faults)} each.`,
        contradiction:
          'A guest that would not have touched these pages again: it then pays for its own use of memory.',
        vcpus: vcpus
          .filter(({ binding }) => of.vcpus.has(binding))
          .map(({ vm, vcpu }) => ({ vm, vcpu })),
        evidenceNs,
        confidence: 'strong',
      },
    },
  ];
}
