import type { CDPSession } from 'playwright-core';

/** What Chromium's tracing tells of a task; times in µs. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly args?: { readonly name?: string };
}

/** Frames closer together than this are the workbench's and the webview's of one picture. */
const ONE_FRAME_US = 4_000;
const CATEGORIES = 'devtools.timeline,disabled-by-default-devtools.timeline,toplevel';

/** ms of main-thread work of each frame drawn while `work` runs, of the page's renderer; ascending. */
export async function frameWork(
  session: CDPSession,
  work: () => Promise<void>,
): Promise<readonly number[]> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    events.push(...(value as unknown as readonly TraceEvent[]));
  });
  const complete = new Promise<void>((resolve) => {
    session.once('Tracing.tracingComplete', () => {
      resolve();
    });
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES.split(',') },
  });
  await work();
  await session.send('Tracing.end');
  await complete;
  return workOfFrames(events).toSorted((a, b) => a - b);
}

function workOfFrames(events: readonly TraceEvent[]): readonly number[] {
  const main = rendererThread(events);
  const own = events.filter(({ pid, tid }) => `${pid} ${tid}` === main);
  const starts = own
    .filter(({ name }) => name === 'FireAnimationFrame')
    .map(({ ts }) => ts)
    .toSorted((a, b) => a - b)
    .filter((ts, at, all) => at === 0 || ts - all[at - 1]! > ONE_FRAME_US);
  const tasks = own
    .filter(({ name, ph }) => ph === 'X' && name === 'RunTask')
    .toSorted((a, b) => a.ts - b.ts);
  const work: number[] = [];
  let at = 0;
  for (const [frame, from] of starts.entries()) {
    const to = starts[frame + 1] ?? Infinity;
    while (at < tasks.length && tasks[at]!.ts + (tasks[at]!.dur ?? 0) <= from) at++;
    let sumUs = 0;
    for (; at < tasks.length && tasks[at]!.ts < to; at++) sumUs += tasks[at]!.dur ?? 0;
    work.push(sumUs / 1000);
  }
  return work;
}

/** The main thread that drew most frames: other renderers stand by. */
function rendererThread(events: readonly TraceEvent[]): string | undefined {
  const frames = new Map<string, number>();
  for (const { name, pid, tid } of events) {
    if (name !== 'FireAnimationFrame') continue;
    const key = `${pid} ${tid}`;
    frames.set(key, (frames.get(key) ?? 0) + 1);
  }
  return [...frames].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}
