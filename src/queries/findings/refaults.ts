import { Evidence } from '../../base/Evidence';
import { pageActor } from '../conflicts/faultRow';
import { FaultReader } from '../conflicts/FaultReader';
import { downgradeWords } from '../conflicts/faultWords';
import type { Finder, FindingContext, WeighedFinding } from './Finder';
import { counted, percent } from './phrases';

/** Of the vCPUs' time: less is everyday work of the host's memory management. */
const LEAST_SHARE = 0.005;
const WARNING_SHARE = 0.05;
const FEWEST_FAULTS = 50;

interface Refaults {
  faults: number;
  costNs: number;
  vcpus: Set<string>;
  lastNs: number;
  readonly evidence: Evidence;
}

/** Pages that somebody unmapped, so that they fault again: a changed memory slot, reclaim, NUMA balancing, KSM. */
export function refaults(context: FindingContext): Finder {
  return { found: () => [...byActor(context)].flatMap(([key, of]) => judge(context, key, of)) };
}

/** By actor and what it did, as in a page's protectors. */
function byActor(context: FindingContext): ReadonlyMap<string, Refaults> {
  const found = new Map<string, Refaults>();
  const reader = new FaultReader(context.faults, context.directory.refs(), []);
  for (let index = 0; index < reader.table.length; index++) {
    const fault = reader.at(index);
    if (fault?.cause !== 'notifier-zap' || fault.actor < 0) continue;
    const key = `${fault.actor} ${fault.did}`;
    let known = found.get(key);
    if (known === undefined) {
      known = { faults: 0, costNs: 0, vcpus: new Set(), lastNs: 0, evidence: new Evidence() };
      found.set(key, known);
    }
    known.faults++;
    known.costNs += Math.max(0, fault.costNs);
    known.lastNs = fault.exitNs;
    known.vcpus.add(`${fault.vm} ${fault.vcpu}`);
    known.evidence.add(fault.costNs, fault.exitNs);
  }
  return found;
}

function judge(context: FindingContext, key: string, of: Refaults): readonly WeighedFinding[] {
  const { words, vcpus } = context;
  const share = context.shareOf(of.costNs);
  if (of.faults < FEWEST_FAULTS || share < LEAST_SHARE) return [];
  const [thread, did] = key.split(' ') as [string, 'unmapped' | 'memslot-change'];
  const { by } = pageActor(context, { thread: Number(thread), did, times: of.faults }, of.lastNs);
  const done = downgradeWords[did === 'memslot-change' ? did : 'unmapped'];
  return [
    {
      weight: share,
      finding: {
        id: `refaults:${thread}`,
        severity: share >= WARNING_SHARE ? 'warning' : 'info',
        title: `Pages fault again after ${by} ${done.replace(' it', ' them')}: ${words.burn(of.costNs)} of vCPU time`,
        text: `${counted(of.faults, 'fault')} on pages that had been mapped before, ${percent(share)} of a host CPU, ${words.duration(of.costNs / of.faults)} each.`,
        contradiction:
          'A guest that would not have touched these pages again: it then pays for its own use of memory.',
        vcpus: vcpus
          .filter(({ vm, vcpu }) => of.vcpus.has(`${vm} ${vcpu}`))
          .map(({ vm, vcpu }) => ({ vm, vcpu })),
        evidenceNs: of.evidence.times(),
        confidence: 'strong',
      },
    },
  ];
}
