import { Evidence } from '../../base/Evidence';
import type { Finder, FindingContext, WeighedFinding } from './Finder';
import { counted, percent } from './phrases';

/** Of one host CPU's time. */
const LEAST_SHARE = 0.001;
const WARNING_SHARE = 0.05;
const FEWEST_STORES = 20;

/** Stores that fault only because dirty pages are logged, as in a live migration. */
export function dirtyLogging(context: FindingContext): Finder {
  const logged: LoggedStores = {
    stores: 0,
    costNs: 0,
    vcpus: new Set(),
    evidence: new Evidence(),
  };
  return {
    takeFault: ({ cause, costNs, exitNs, binding }) => {
      if (cause !== 'dirty-log') return;
      logged.stores++;
      logged.costNs += Math.max(0, costNs);
      logged.vcpus.add(binding);
      logged.evidence.add(costNs, exitNs);
    },
    found: () => judge(context, logged),
  };
}

interface LoggedStores {
  stores: number;
  costNs: number;
  /** Bindings of the vCPUs that stored. */
  readonly vcpus: Set<number>;
  readonly evidence: Evidence;
}

function judge(
  context: FindingContext,
  { stores, costNs, vcpus: seen, evidence }: LoggedStores,
): readonly WeighedFinding[] {
  const { faults, words, vcpus } = context;
  const { pmlFull, firstNs, lastNs } = faults.dirtyLogging;
  const share = context.shareOf(costNs);
  if (stores < FEWEST_STORES || share < LEAST_SHARE) return [];
  const pml =
    pmlFull === 0
      ? ''
      : ` The processor logged others by itself, with ${counted(pmlFull, 'exit')} for a full buffer.`;
  return [
    {
      weight: share,
      finding: {
        id: 'dirty-logging',
        severity: share >= WARNING_SHARE ? 'warning' : 'info',
        title: `Logging of dirty pages costs ${words.burn(costNs)} of vCPU time`,
        text: `${counted(stores, 'store')} within ${words.duration(lastNs - firstNs)} faulted only to be logged, ${words.duration(costNs / stores)} each, ${percent(share)} of a host CPU.${pml}`,
        contradiction:
          'Pages that are protected for another reason and let through by the fast path as well: kvm_tdp_mmu_spte_changed tells which thread protects them.',
        vcpus: vcpus
          .filter(({ binding }) => seen.has(binding))
          .map(({ vm, vcpu }) => ({ vm, vcpu })),
        evidenceNs: evidence.times(),
        confidence: 'strong',
      },
    },
  ];
}
