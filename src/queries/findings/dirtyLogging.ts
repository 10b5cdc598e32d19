import { Evidence } from '../../base/Evidence';
import { FaultReader } from '../conflicts/FaultReader';
import type { Finder, FindingContext, WeighedFinding } from './Finder';
import { counted, percent } from './phrases';

/** Of one host CPU's time. */
const LEAST_SHARE = 0.001;
const WARNING_SHARE = 0.05;
const FEWEST_STORES = 20;

/** Stores that fault only because dirty pages are logged, as in a live migration. */
export function dirtyLogging(context: FindingContext): Finder {
  return { found: () => judge(context) };
}

function judge(context: FindingContext): readonly WeighedFinding[] {
  const { faults, words, directory, vcpus } = context;
  const { pmlFull, firstNs, lastNs } = faults.dirtyLogging;
  const reader = new FaultReader(faults, directory.refs(), []);
  const evidence = new Evidence();
  const seen = new Set<string>();
  let stores = 0;
  let costNs = 0;
  for (let index = 0; index < reader.table.length; index++) {
    const fault = reader.at(index);
    if (fault?.cause !== 'dirty-log') continue;
    stores++;
    costNs += Math.max(0, fault.costNs);
    seen.add(`${fault.vm} ${fault.vcpu}`);
    evidence.add(fault.costNs, fault.exitNs);
  }
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
          .filter(({ vm, vcpu }) => seen.has(`${vm} ${vcpu}`))
          .map(({ vm, vcpu }) => ({ vm, vcpu })),
        evidenceNs: evidence.times(),
        confidence: 'strong',
      },
    },
  ];
}
