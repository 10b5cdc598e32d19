import { confidenceOf } from '../../analyses/idle/words';
import { hexOfWords } from '../../base/hex';
import { PAGE_BYTES } from '../../kvm/pageBytes';
import type { TableTarget } from '../../protocol/timeline';
import { grouped, vcpuName } from '../findings/phrases';
import { stepTexts } from '../idle/stepTexts';
import type { IdlePeriod } from '../idle/PeriodTable';
import { whyUnknown } from '../idle/wakeFacts';
import { wakeRow } from '../idle/wakeRow';
import type { WakeRow } from '../idle/wakeRow';
import { rowAtTime } from '../rowAtTime';
import type { Told } from './Told';
import type { WordsContext } from './WordsContext';

/** An idle period: by which means, how long, what ended it, and by which steps. */
export function periodWords(words: WordsContext, period: IdlePeriod): Told {
  const { pages } = words.source;
  const { vm, vcpu, startNs, endNs, strategy, ripHigh, ripLow } = period;
  const wake = wakeRow(pages.context, period, pages.wakes);
  const isEnded = endNs >= 0;
  return {
    sentences: [
      meansSentence(words, period),
      ...splitSentences(words, period),
      ...(isEnded
        ? [causeSentence(words, period, wake), ...latencySentences(words, wake)]
        : ['Its end is not recorded: the trace ended first, or lost it.']),
    ],
    facts: [
      ...(isEnded && !period.isCut
        ? [{ label: 'Idle for', value: words.exactly(endNs - startNs) }]
        : []),
      { label: 'Strategy', value: `${strategy} (${confidenceOf(period.rank)})` },
      ...timeFact(words, 'Polled', period.pollNs),
      ...timeFact(words, 'Slept', period.waitNs),
      ...timeFact(words, 'Poll window', period.windowNs),
      ...(isEnded
        ? [
            {
              label: 'Ended by',
              value: wake.cause === 'unknown' ? wake.cause : `${wake.cause} (${wake.confidence})`,
            },
          ]
        : []),
      ...timeFact(words, 'Wake latency', wake.latency.totalNs ?? -1),
    ],
    evidence: wake.chain.map(({ step, timeNs, event }) => ({
      label: `${stepTexts[step]} (${event === '' ? 'by the length of its halt' : event})`,
      timeNs,
      row: (event === '' ? undefined : rowAtTime(words.source.table, timeNs, event)) ?? null,
    })),
    tables: [
      { table: 'idle', vm, vcpu, strategy },
      ...words.eventsOf(vm, vcpu, startNs, isEnded ? endNs : startNs),
      ...storeTable(vm, wake),
    ],
    rip: ripHigh === 0 && ripLow === 0 ? null : hexOfWords(ripHigh, ripLow),
  };
}

function meansSentence(words: WordsContext, period: IdlePeriod): string {
  const { strategy, rank, iterations, startNs, endNs, isCut } = period;
  const loop = iterations > 1 ? `, in a loop of ${grouped(iterations)}` : '';
  const length = endNs < 0 ? '' : isCut ? '' : ` for ${words.duration(endNs - startNs)}`;
  const since = isCut ? 'since before the trace began' : `since ${words.instant(startNs)}`;
  return `Idle by ${strategy} (${confidenceOf(rank)})${loop}${length}, ${since}.`;
}

function splitSentences(words: WordsContext, { pollNs, waitNs, windowNs }: IdlePeriod): string[] {
  const window = windowNs < 0 ? '' : `; the poll window was ${words.duration(windowNs)}`;
  if (pollNs < 0 && waitNs < 0) return [];
  const parts = [
    ...(pollNs < 0
      ? []
      : [pollNs === 0 ? 'the host did not poll' : `the host polled for ${words.duration(pollNs)}`]),
    ...(waitNs < 0
      ? []
      : [
          waitNs === 0
            ? 'the thread did not sleep'
            : `the thread slept for ${words.duration(waitNs)}`,
        ]),
  ];
  return [`Of that, ${parts.join(' and ')}${window}.`];
}

function causeSentence(words: WordsContext, period: IdlePeriod, wake: WakeRow): string {
  const { by, cause, vector, confidence, store } = wake;
  const { source } = words;
  const why = whyUnknown(period, source.pages.context.idle);
  if (why !== null) {
    const reason =
      why === 'not-recorded'
        ? 'the events that would tell it are not in the recording'
        : 'no recorded event tells it';
    const guess = period.suspected === undefined ? '' : `; likely ${period.suspected}`;
    return `What ended it is unknown: ${reason}${guess}.`;
  }
  const from = by === undefined ? '' : ` from ${by}`;
  const number = vector === undefined ? '' : `, vector ${vector}`;
  const line = period.gsi < 0 ? '' : `, interrupt line ${period.gsi}`;
  const stored =
    store === undefined
      ? ''
      : `, for a store of ${vcpuName(period.vm, store.vcpu)} into ${store.gpa} (line ${store.line})`;
  const pending =
    period.alsoPending === 0 ? '' : `; ${grouped(period.alsoPending)} more were pending`;
  return `Woken by ${cause}${from}${number}${line}${stored} (${confidence})${pending}.`;
}

function latencySentences(words: WordsContext, { latency, behind }: WakeRow): string[] {
  const { causeToWakingNs, wakingToRunningNs, runningToEntryNs, totalNs } = latency;
  if (totalNs === null) return [];
  const part = (ns: number | null, text: string): string[] =>
    ns === null ? [] : [`${words.duration(ns)} ${text}`];
  const parts = [
    ...part(causeToWakingNs, 'until its thread was woken'),
    ...part(
      wakingToRunningNs,
      `until that got a host CPU${behind === undefined ? '' : `, behind ${behind}`}`,
    ),
    ...part(runningToEntryNs, 'until the guest ran'),
  ];
  const split = parts.length === 0 ? '' : `: ${parts.join('; ')}`;
  return [`The wake took ${words.duration(totalNs)}${split}.`];
}

function timeFact(words: WordsContext, label: string, ns: number): Told['facts'] {
  return ns < 0 ? [] : [{ label, value: words.exactly(ns) }];
}

function storeTable(vm: number, { store }: WakeRow): readonly TableTarget[] {
  if (store === undefined) return [];
  const address = Number(store.gpa);
  return [{ table: 'pages', vm, gpa: address - (address % PAGE_BYTES) }];
}
