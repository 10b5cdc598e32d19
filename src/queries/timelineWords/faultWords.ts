import { PAGE_BYTES } from '../../kvm/pageBytes';
import type { FaultRow } from '../../protocol/pages';
import { faultRow } from '../conflicts/faultRow';
import { downgradeWords } from '../conflicts/faultWords';
import type { PageFault } from '../conflicts/FaultReader';
import { vcpuName } from '../findings/phrases';
import { rowAtTime } from '../rowAtTime';
import type { Told } from './Told';
import type { WordsContext } from './WordsContext';

/** A page fault: the access, why it faulted and what that cost. */
export function faultWords(words: WordsContext, fault: PageFault): Told {
  const { table, pages } = words.source;
  const row = rowAtTime(table, fault.exitNs, 'kvm_exit') ?? null;
  const told = faultRow(pages.context, fault, row);
  const { vm, vcpu, timeNs, costNs } = told;
  return {
    sentences: [
      accessSentence(told),
      `Cause: ${told.cause} (${told.confidence}): ${told.why}.`,
      ...actorSentence(told),
      ...costSentence(words, told),
      ...(told.isRetry ? ['The fault before had not let this access through.'] : []),
      ...(told.woke === null ? [] : [`It woke ${vcpuName(vm, told.woke)} meanwhile.`]),
    ],
    facts: [
      ...(told.gpa === null ? [] : [{ label: 'Guest-physical address', value: told.gpa }]),
      { label: 'Cause', value: `${told.cause} (${told.confidence})` },
      { label: 'Repaired', value: told.repair },
      ...(costNs === null ? [] : [{ label: 'Cost', value: words.exactly(costNs) }]),
    ],
    evidence: [{ label: 'the guest faults (kvm_exit)', timeNs, row }],
    tables: [
      ...(fault.gfn < 0 ? [] : [{ table: 'pages' as const, vm, gpa: fault.gfn * PAGE_BYTES }]),
      ...words.eventsOf(vm, vcpu, timeNs, timeNs + (costNs ?? 0)),
    ],
    rip: told.rip,
  };
}

const accessTexts = {
  read: 'a read of',
  write: 'a write to',
  fetch: 'a fetch from',
  any: 'an access to',
} as const;

function accessSentence({ vm, vcpu, access, isTableWalk, allowed, gpa, rip }: FaultRow): string {
  const what = accessTexts[access ?? 'any'];
  const walk = isTableWalk ? ' by the walk of its page tables' : '';
  const where = gpa === null ? 'an address that is not recorded' : gpa;
  const code = rip === null ? '' : ` at RIP ${rip}`;
  const entry =
    allowed === null
      ? ''
      : allowed === '---'
        ? '; no entry was there'
        : `; the entry allowed ${allowed}`;
  return `${vcpuName(vm, vcpu)} faulted: ${what} ${where}${walk}${code}${entry}.`;
}

function actorSentence({ actor }: FaultRow): string[] {
  if (actor === null) return [];
  const { by, tid, did } = actor;
  const who = by !== '' ? by : tid === null ? 'A thread that is not recorded' : `Thread ${tid}`;
  const deed = Object.entries(downgradeWords).find(([name]) => name === did)?.[1] ?? did;
  return [`${who} ${deed} before.`];
}

function costSentence(words: WordsContext, { costNs, sleptNs }: FaultRow): string[] {
  if (costNs === null) return ['What it cost is not told: no entry after it was recorded.'];
  const slept = sleptNs > 0 ? `; the thread slept ${words.duration(sleptNs)} of it` : '';
  return [
    `It cost ${words.duration(costNs)} from the exit to the next entry, waits for a host CPU left out${slept}.`,
  ];
}
