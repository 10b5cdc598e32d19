import type { RangeSummary, VcpuInRange } from '../../protocol/timeline';
import { VCPU_STATES } from '../../vcpu/states/VcpuState';
import type { VcpuRef } from '../../vcpu/VcpuDirectory';
import { counted } from '../findings/phrases';
import { askedRange } from './AskedRange';
import { isNarrowed, isOfHost } from './loadedRows';
import { rangeExits } from './rangeExits';
import { rangePages } from './rangePages';
import { rangePeriods } from './rangePeriods';
import { rangeStates } from './rangeStates';
import type { WordsSource } from './WordsSource';

/** What happened between two times; pauses every few ms. */
export function* rangeSummary(
  source: WordsSource,
  asked: { readonly fromNs: number; readonly toNs: number },
): Generator<undefined, RangeSummary> {
  const range = askedRange(source, asked);
  const { fromNs, toNs, belowNs } = range;
  const vcpus: VcpuInRange[] = [];
  for (const { vm, vcpu } of vcpusOf(source)) {
    const statesNs = rangeStates(source.bands, vm, vcpu, range);
    vcpus.push({ vm, vcpu, statesNs, ...(yield* rangePeriods(source, vm, vcpu, range)) });
    yield;
  }
  const exits = yield* rangeExits(source, range);
  const { pages, pageCount } = yield* rangePages(source.pages, range);
  const lostGaps = source.lost.filter(
    (loss) => loss.fromNs < belowNs && loss.toNs >= fromNs && isOfHost(source, loss),
  ).length;
  return {
    fromNs,
    toNs,
    states: VCPU_STATES,
    vcpus,
    exits,
    pages,
    pageCount,
    lostGaps,
    notes: notesOf(source, lostGaps),
  };
}

/** The vCPUs that the trace shows, by VM and id. */
export function vcpusOf({ pages }: Pick<WordsSource, 'pages'>): readonly VcpuRef[] {
  const known = new Map(pages.context.vcpus.map(({ vm, vcpu }) => [`${vm}/${vcpu}`, { vm, vcpu }]));
  return [...known.values()];
}

function notesOf({ part, pages }: WordsSource, lostGaps: number): readonly string[] {
  const { leftOut } = pages.reader.table;
  return [
    ...(isNarrowed(part)
      ? [
          'Exits are those of the host CPUs and events that are loaded, and no others; one whose entry is not loaded has no time.',
        ]
      : []),
    ...(leftOut === 0
      ? []
      : [
          `Pages: ${counted(leftOut, 'fault')} of the trace, more than are kept one by one, may be missing.`,
        ]),
    ...(lostGaps === 0
      ? []
      : [
          `Events were lost in ${counted(lostGaps, 'stretch', 'stretches')}: what happened there is in no count, and exits across them have no time.`,
        ]),
  ];
}
