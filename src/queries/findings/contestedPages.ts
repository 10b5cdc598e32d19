import { pageActor } from '../conflicts/faultRow';
import { downgradeWords } from '../conflicts/faultWords';
import type { PageConflict } from '../conflicts/pageConflicts';
import { pageKey } from '../conflicts/pageKey';
import type { PageSource } from '../conflicts/PageSource';
import { Evidence } from '../../base/Evidence';
import type { Finder, FindingContext, WeighedFinding } from './Finder';
import { counted, grouped, listed, percent } from './phrases';

/** The most expensive ones: a table has the rest. */
const MOST_PAGES = 10;
/** Of one host CPU's time. */
const WARNING_SHARE = 0.01;

/** Pages that are written against their protection for another vCPU's sake. */
export function contestedPages(context: FindingContext, pages: PageSource): Finder {
  const conflicts = pages.conflicts.slice(0, MOST_PAGES);
  const evidence = new Map(conflicts.map((of) => [keyOf(of), new Evidence()]));
  return {
    takeFault: ({ isStore, vm, gfn, costNs, exitNs }) => {
      if (isStore) evidence.get(pageKey(vm, gfn))?.add(costNs, exitNs);
    },
    found: () =>
      conflicts.map((conflict) => judge(context, conflict, evidence.get(keyOf(conflict))!)),
  };
}

function judge(
  context: FindingContext,
  conflict: PageConflict,
  evidence: Evidence,
): WeighedFinding {
  const share = context.shareOf(conflict.costNs);
  const isTold = conflict.kind !== 'undetermined';
  return {
    weight: share,
    finding: {
      id: `contested-page:${conflict.vm}.${hexOf(conflict)}`,
      severity: isTold && share >= WARNING_SHARE ? 'warning' : 'info',
      title: titleOf(context, conflict),
      text: textOf(context, conflict),
      contradiction: contradictionOf(conflict),
      vcpus: [...conflict.waiters, ...conflict.writers.map(({ vcpu }) => vcpu)]
        .filter((vcpu, at, all) => all.indexOf(vcpu) === at)
        .sort((a, b) => a - b)
        .map((vcpu) => ({ vm: conflict.vm, vcpu })),
      evidenceNs: evidence.times(),
      confidence: conflict.confidence,
    },
  };
}

function titleOf({ words }: FindingContext, conflict: PageConflict): string {
  const { kind, costNs, faults, falseFaults } = conflict;
  const cost = `${words.burn(costNs)} of vCPU time`;
  const page = `page ${hexOf(conflict)} of VM ${conflict.vm}`;
  switch (kind) {
    case 'true-sharing':
      return `vCPUs share a line of ${page}, which costs ${cost}`;
    case 'false-sharing':
      return `vCPUs share ${page}, but no line of it, which costs ${cost}`;
    case 'mixed':
      return `${percent(falseFaults / faults)} of the stores into ${page} wake nobody, all cost ${cost}`;
    default:
      return `Stores into ${page} fault again and again, which costs ${cost}`;
  }
}

function textOf(context: FindingContext, conflict: PageConflict): string {
  const { waiters, writers, faults, trueFaults, falseFaults, monitoredLines } = conflict;
  const waits =
    waiters.length === 0
      ? ''
      : `${listed(waiters.map((of) => `vCPU ${of}`))} ${waiters.length === 1 ? 'waits' : 'wait'} on ${linesText(monitoredLines)}, `;
  const stores = writers.map(
    ({ vcpu, lines, faults: count }) =>
      `vCPU ${vcpu} stores into ${linesText(lines)} (${grouped(count)})`,
  );
  const outcome =
    trueFaults === 0
      ? ''
      : ` ${grouped(trueFaults)} of ${counted(faults, 'store')} woke a waiter, ${grouped(falseFaults)} (${percent(falseFaults / faults)}) are false sharing.`;
  const [protector] = conflict.protectors;
  const actor = protector && pageActor(context, protector, conflict.lastNs);
  const by =
    protector === undefined || actor === undefined || actor.by === ''
      ? ''
      : ` Before ${grouped(protector.times)} of them ${actor.by} had ${downgradeWords[protector.did]}.`;
  return `${waits}${listed(stores)}.${outcome}${by} Told because ${conflict.why}.`;
}

function contradictionOf({ kind }: PageConflict): string {
  if (kind === 'undetermined') {
    return 'A store that wakes another vCPU, or many stores by several vCPUs outside of dirty logging, would tell who shares it.';
  }
  return 'Stores made while the page was writable leave no fault: many of them would make the counted ones a small part.';
}

function linesText(lines: readonly number[]): string {
  return `${lines.length === 1 ? 'line' : 'lines'} ${lines.join(' ')}`;
}

function hexOf({ gpa }: PageConflict): string {
  return `0x${gpa.toString(16)}`;
}

function keyOf({ vm, gpa, bytes }: PageConflict): number {
  return pageKey(vm, gpa / bytes);
}
