import type { SessionHandlers } from '../../engine/SessionApi';
import type { TraceFacts } from '../../protocol/facts';
import type { Params, Result } from '../../protocol/requests';
import { absoluteStamp } from '../../lines/stamp';
import type { WantedEvent } from './wantedEvent';

/** What answers the questions about a loaded trace: `TraceEngine`. */
export interface Asked {
  call<M extends keyof SessionHandlers>(method: M, params: Params<M>): Promise<Result<M>>;
}

/** Events of one thread with one name and one stamp: more than these are not looked through. */
const MOST_TWINS = 1000;

/** Row, in the whole trace, of the event that a line of its text shows; undefined: it is not among those loaded. */
export async function rowOfEvent(
  asked: Asked,
  { t0Ns, sources }: TraceFacts,
  { line, twinsBefore }: WantedEvent,
): Promise<number | undefined> {
  // Of a session of several recordings the times are brought onto one clock.
  const isConverted =
    sources.length > 1 || sources.some(({ clock }) => clock.conversion !== 'none');
  if (line.stamp === undefined || t0Ns === null || isConverted) return undefined;
  const timeNs = Number(absoluteStamp(line.stamp) - BigInt(t0Ns));
  const thread = line.tid === undefined ? '' : ` tid=${line.tid}`;
  // A name alone is refused where no event has it, as where only a part of the trace was opened.
  const filter = `event=*:${recordedName(line.event)}${thread}`;
  const { position } = await asked.call('findEvent', { filter, timeNs });
  const start = position + twinsBefore;
  if (twinsBefore >= MOST_TWINS) return undefined;
  const page = await asked.call('eventPage', { filter, start, count: 1 });
  return page.timeNs[0] === timeNs ? page.row[0] : undefined;
}

/** The kernel prints what a program wrote into the trace under the name of the file it wrote it to. */
function recordedName(printed: string): string {
  return printed === 'tracing_mark_write' ? 'print' : printed;
}
