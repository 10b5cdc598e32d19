import { jsonText } from '../../../base/jsonText';
import type { LostEvents } from '../../../ingest/Recording';
import { askedRange } from '../AskedRange';
import { isOfHost } from '../loadedRows';
import { vcpusOf } from '../rangeSummary';
import type { WordsSource } from '../WordsSource';
import { hostCpuEvents, stateEvents } from './bandEvents';
import { PeriodEvents } from './periodEvents';
import { RowEvents } from './rowEvents';
import { traceEventText } from './TraceEvent';
import { Tracks } from './Tracks';

/**
 * A stretch of the trace as JSON of the Trace Event Format, in small texts that make it up one after
 * the other; '' where nothing was to be told for some ms.
 */
export function* traceEvents(
  source: WordsSource,
  asked: { readonly fromNs: number; readonly toNs: number },
): Generator<string, undefined> {
  const range = askedRange(source, asked);
  const vcpus = vcpusOf(source);
  const cpus = source.lanes().filter(({ kind }) => kind === 'cpu');
  const lost = source.lost.filter(
    (loss) => loss.fromNs < range.belowNs && loss.toNs >= range.fromNs && isOfHost(source, loss),
  );
  const lossy = [...new Set(lost.map(({ hostCpu }) => hostCpu))].sort((a, b) => a - b);
  const tracks = new Tracks(vcpus, cpus, lossy);
  const periods = new PeriodEvents(source, range, tracks);
  yield head(source);
  let lead = '\n';
  for (const text of events()) {
    yield text === '' ? '' : lead + text;
    if (text !== '') lead = ',\n';
  }
  yield '\n]}\n';

  function* events(): Generator<string> {
    yield* tracks.names;
    for (const of of vcpus) yield* stateEvents(source.bands, of, range, tracks.states(of));
    for (const of of vcpus) yield* periods.of(of);
    for (const of of cpus) yield* hostCpuEvents(source, of, range, tracks.hostCpu(of));
    for (const of of lost) yield lossEvent(of, tracks);
    yield* new RowEvents(source, range, tracks).all();
  }

  function lossEvent({ hostCpu, fromNs, toNs, count }: LostEvents, of: Tracks): string {
    const atNs = Math.max(fromNs, range.fromNs);
    const lengthNs = Math.max(0, Math.min(toNs, range.toNs) - atNs);
    const args = { events: count ?? 'not known how many' };
    const loss = { ph: 'X', cat: 'lost', name: 'events lost', atNs, lengthNs, args } as const;
    return traceEventText(of.losses(hostCpu), loss);
  }
}

function head({ pages }: WordsSource): string {
  const { facts, words } = pages.context;
  const otherData = {
    source: facts.sources.map(({ path }) => path).join(', '),
    clock: facts.sources[0]?.clock.name ?? null,
    first_event_ns: facts.t0Ns,
    ...(words.unit === 'cycles' && {
      times: 'ts and dur count thousands of cycles: the recording does not tell their length',
    }),
  };
  return `{"displayTimeUnit":"ns","otherData":${jsonText(otherData)},"traceEvents":[`;
}
