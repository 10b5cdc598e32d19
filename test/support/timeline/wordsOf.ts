import { readFileSync } from 'node:fs';
import path from 'node:path';
import { EventQueries } from '../../../src/engine/EventQueries';
import { factsOf } from '../../../src/engine/factsOf';
import { IdleQueries } from '../../../src/engine/IdleQueries';
import { LoadedTrace } from '../../../src/engine/LoadedTrace';
import { nodeDecompressor } from '../../../src/engine/node/nodeDecompressor';
import { openSources } from '../../../src/engine/openSources';
import type { SessionPasses } from '../../../src/engine/passes';
import { reportSource } from '../../../src/engine/reportSource';
import { TimelineAnswers } from '../../../src/engine/TimelineAnswers';
import { TimelineQueries } from '../../../src/engine/TimelineQueries';
import { memorySource } from '../../../src/formats/memorySource';
import type { TracePart } from '../../../src/protocol/TracePart';
import type { ReportSource } from '../../../src/queries/idle/ReportSource';
import type { WordsSource } from '../../../src/queries/timelineWords/WordsSource';
import { idleTracepoints } from '../idle/tracepoints';
import { vectorEvents } from '../idle/vectorEvents';
import type { SessionFile } from '../openSession';
import { writtenTrace } from '../traceText';

/** Recordings that were read, with what their report says and what words are told from. */
export interface WordsOfTrace {
  readonly source: WordsSource;
  readonly answers: TimelineAnswers;
  readonly timeline: TimelineQueries;
  readonly report: ReportSource;
  readonly passes: SessionPasses;
}

/** Of a recording among the fixtures, or a part of it. */
export function wordsOf(fixture: string, part: TracePart = {}): Promise<WordsOfTrace> {
  const bytes = new Uint8Array(readFileSync(path.join(__dirname, '../../fixtures', fixture)));
  return wordsOfFiles([{ name: fixture, bytes }], part);
}

/** Of a test vector in the notation of domain reference H. */
export function wordsOfVector(text: string, part: TracePart = {}): Promise<WordsOfTrace> {
  const tracepoints = idleTracepoints('X4');
  const bytes = writtenTrace(vectorEvents(text), { clock: 'mono', tracepoints });
  return wordsOfFiles([{ name: 'made.trace.dat', bytes }], part);
}

/** Of recordings that are opened as one session. */
export async function wordsOfFiles(
  files: readonly SessionFile[],
  part: TracePart = {},
): Promise<WordsOfTrace> {
  const decompressor = await nodeDecompressor();
  const requests = files.map(({ name, bytes, ...wish }) => ({
    options: { source: memorySource(name, bytes), decompressor, tscKhz: undefined },
    ...wish,
  }));
  const open = (): ReturnType<typeof openSources> => openSources(requests);
  const trace = new LoadedTrace({ open, part });
  while (trace.read(1 << 20));
  const { rows, passes } = trace;
  const breathe = (): Promise<void> => Promise.resolve();
  const events = new EventQueries(rows, passes, breathe);
  const idle = new IdleQueries({ rows, passes, part });
  const timeline = new TimelineQueries(trace, breathe);
  await timeline.complete(idle);
  const lanes = await timeline.allLanes();
  const answers = new TimelineAnswers({ trace, events, idle, lanes, part, breathe });
  const report = reportSource(rows, passes, factsOf(rows, passes));
  return { source: answers.source, answers, timeline, report, passes };
}

/** Runs what pauses to its end. */
export function atOnceOf<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
