import assert from 'node:assert/strict';
import type { Params, Result } from '../../../src/protocol/requests';
import { TimelineData, type WantedColumns } from '../../../webview/timeline/TimelineData';
import { viewportOf } from '../../../webview/timeline/viewport';
import { cannedTimelineOverview, cannedTimelineView, durationNs } from '../canned/cannedTimeline';
import type { Host } from '../../../webview/host';

const extent = { fromNs: 0, toNs: durationNs };
const every = cannedTimelineOverview(true).lanes.map(({ key }) => key);

type Answer = (params: Params<'timelineView'>) => Result<'timelineView'>;

function open(answer: Answer = cannedTimelineView): {
  readonly data: TimelineData;
  readonly asked: Params<'timelineView'>[];
  readonly failures: string[];
  readonly settled: () => Promise<void>;
} {
  const asked: Params<'timelineView'>[] = [];
  const failures: string[] = [];
  const call = async (_method: string, params: unknown): Promise<unknown> => {
    asked.push(params as Params<'timelineView'>);
    return answer(params as Params<'timelineView'>);
  };
  const host = { call } as unknown as Host;
  const data = new TimelineData({
    host,
    arrived: () => undefined,
    failed: (message) => failures.push(message),
  });
  const settled = async (): Promise<void> => {
    // Each answer takes a few turns of the queue of promises.
    for (let turn = 0; turn < 400; turn++) await Promise.resolve();
  };
  return { data, asked, failures, settled };
}

function wanted(fromNs: number, toNs: number, lanes: readonly string[] = every): WantedColumns {
  const viewport = viewportOf({ fromNs, toNs }, 1200);
  return { viewport, lanes, near: [], withArrows: false, extent };
}

describe('TimelineData', () => {
  it('asks for lanes that an answer had no room for, until all are there', async () => {
    const { data, asked, settled } = open();

    data.want(wanted(10e9, 11e9));
    await settled();

    assert.equal(data.isFresh, true);
    assert.ok(asked.length > 1, `${asked.length} questions`);
    assert.ok(asked.at(-1)!.lanes.length < every.length);
  });

  it('asks for a margin, and for nothing while the view stays within it', async () => {
    const { data, asked, settled } = open();
    const lanes = every.slice(0, 2);
    data.want(wanted(10e9, 11e9, lanes));
    await settled();
    assert.equal(asked.length, 1);
    assert.equal(asked[0]!.columns, 2400);

    const { viewport, ...others } = wanted(10e9, 11e9, lanes);
    const later = { ...viewport, fromNs: viewport.fromNs + 200 * viewport.columnNs };
    data.want({ ...others, viewport: later });
    await settled();
    assert.equal(asked.length, 1);

    const further = { ...viewport, fromNs: viewport.fromNs + 590 * viewport.columnNs };
    data.want({ ...others, viewport: further });
    await settled();
    assert.equal(asked.length, 2);
  });

  it('asks one question at a time, and of those that waited the newest alone', async () => {
    const { data, asked, settled } = open();
    const lanes = every.slice(0, 1);

    for (let step = 0; step < 20; step++) data.want(wanted(10e9, (11 + step) * 1e9, lanes));
    await settled();

    assert.equal(asked.length, 2);
    assert.equal(data.isFresh, true);
  });

  it('has another zoom to show until the fresh columns come', async () => {
    const { data, settled } = open();
    const lanes = every.slice(0, 1);
    data.want(wanted(10e9, 11e9, lanes));
    await settled();

    const { viewport } = wanted(10.4e9, 10.5e9, lanes);

    assert.equal(data.answersOf(lanes[0]!, viewport).length, 1);
    assert.equal(data.answersOf(lanes[0]!, wanted(90e9, 91e9).viewport).length, 0);
  });

  it('shows what it has of a growing trace, and asks anew', async () => {
    const { data, asked, settled } = open();
    const want = wanted(10e9, 11e9, every.slice(0, 1));
    data.want(want);
    await settled();

    data.age();
    assert.equal(data.answersOf(every[0]!, want.viewport).length, 1);
    assert.equal(data.isFresh, false);
    data.want(want);
    await settled();

    assert.equal(asked.length, 2);
    assert.equal(data.isFresh, true);
  });

  it('does not ask for ever where another window is answered than was asked for', async () => {
    const { data, asked, settled } = open((params) =>
      cannedTimelineView({ ...params, columnNs: params.columnNs * 2 }),
    );

    data.want(wanted(10e9, 11e9, every.slice(0, 1)));
    await settled();

    assert.ok(asked.length <= 2, `${asked.length} questions`);
  });

  it('says why nothing came, and asks again when something else is wanted', async () => {
    let isBroken = true;
    const { data, failures, settled } = open((params) => {
      if (isBroken) throw new Error('The worker is gone.');
      return cannedTimelineView(params);
    });
    data.want(wanted(10e9, 11e9));
    await settled();
    assert.deepEqual(failures, ['The worker is gone.']);

    isBroken = false;
    data.want(wanted(10e9, 11e9));
    await settled();

    assert.equal(data.isFresh, true);
  });
});
