import type { LaneKind, MissingLanes } from '../../../src/protocol/timeline';

const nouns: Readonly<Record<LaneKind, string>> = {
  state: 'States',
  strategy: 'Idle strategies',
  wakes: 'Wakeups',
  exits: 'Exits',
  window: 'Poll windows',
  cpu: 'Host CPUs',
  page: 'Pages',
};

/** Which kinds of lanes are not there, each with its reason; '' where all are. */
export function missingText(missing: readonly MissingLanes[]): string {
  const byReason = new Map<string, string[]>();
  for (const { kind, why } of missing) {
    byReason.set(why, [...(byReason.get(why) ?? []), nouns[kind]]);
  }
  return [...byReason].map(([why, kinds]) => `${kinds.join(', ')}: ${why}`).join(' ');
}

/** Why there is no lane at all, and what to record. */
export function whyNoLanes(missing: readonly MissingLanes[]): string {
  const why = missing.find(({ kind }) => kind === 'state')?.why;
  const reason =
    why ?? 'No thread of this recording is known to run a vCPU: lanes need kvm_entry and kvm_exit.';
  return `${reason} “What it can tell”, above, has the command that records them.`;
}
