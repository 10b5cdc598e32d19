import path from 'node:path';
import { WorkerClient } from '../../src/engine/node/WorkerClient';
import type { LoadState } from '../../src/protocol/loading';
import type { TimelineView } from '../../src/protocol/timeline';
import { FIRST_STATE, randomNumbers } from './randomNumbers';

const VIEWS = 300;
/** Lanes that a window of usual height shows. */
const LANES = 12;
/** Two screens of 1,400 pixels: as the page asks for. */
const COLUMNS = 2800;

export interface WorkerAnswers {
  /** s from the start of the thread to the end of the load. */
  readonly loadSeconds: number;
  /** ms from asking to the answer in the asking thread, ascending. */
  readonly answersMs: readonly number[];
  readonly largestBytes: number;
}

/** Asks the worker of the extension for random stretches of a trace's timeline, as the page does while somebody zooms. */
export async function workerAnswers(file: string): Promise<WorkerAnswers> {
  const startMs = performance.now();
  let ended: (load: LoadState) => void;
  const end = new Promise<LoadState>((resolve) => (ended = resolve));
  const client = new WorkerClient({
    workerFile: path.join(__dirname, '../../dist/worker.js'),
    input: { file, companions: [], part: {}, namedTables: [], memoryLimitBytes: 8 * 2 ** 30 },
    onLoad: (load) => {
      if (load.kind !== 'loading') ended(load);
    },
    onCrash: (error) => {
      throw error;
    },
  });
  const load = await end;
  if (load.kind !== 'complete') throw new Error(`${file} was not loaded: ${load.kind}.`);
  const loadSeconds = (performance.now() - startMs) / 1000;
  const overview = await client.call('timelineOverview', {});
  if (overview === null) throw new Error(`${file} has no timeline.`);
  const { fromNs, toNs } = overview;
  const random = randomNumbers(FIRST_STATE);
  const answersMs: number[] = [];
  let largestBytes = 0;
  for (let view = 0; view < VIEWS; view++) {
    const first = Math.floor(random() * Math.max(1, overview.lanes.length - LANES));
    const lanes = overview.lanes.slice(first, first + LANES).map(({ key }) => key);
    // From the whole trace down to 1 µs, each power of ten alike.
    const spanNs = Math.max(1000, (toNs - fromNs) * 10 ** (-random() * 6));
    const window = {
      fromNs: fromNs + random() * (toNs - fromNs - spanNs),
      columnNs: spanNs / COLUMNS,
      columns: COLUMNS,
    };
    const askedMs = performance.now();
    const answer = await client.call('timelineView', { ...window, lanes, withArrows: true });
    answersMs.push(performance.now() - askedMs);
    largestBytes = Math.max(largestBytes, bytesOf(answer));
  }
  client.dispose();
  await client.ended;
  return { loadSeconds, answersMs: answersMs.toSorted((a, b) => a - b), largestBytes };
}

/** Bytes of the columns: nearly all that is sent. */
function bytesOf({ lanes, lost }: TimelineView): number {
  const columns = lanes.flatMap((lane) => Object.values(lane) as readonly unknown[]);
  return columns.reduce<number>(
    (sum, column) => sum + (ArrayBuffer.isView(column) ? column.byteLength : 0),
    lost.byteLength,
  );
}
