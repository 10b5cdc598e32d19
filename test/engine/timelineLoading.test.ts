import assert from 'node:assert/strict';
import { LoadedTrace } from '../../src/engine/LoadedTrace';
import { nodeDecompressor } from '../../src/engine/node/nodeDecompressor';
import { openSources } from '../../src/engine/openSources';
import { TimelineQueries } from '../../src/engine/TimelineQueries';
import { BLOCK_ROWS } from '../../src/events/EventTable';
import { memorySource } from '../../src/formats/memorySource';
import type { OpenSources } from '../../src/engine/SourceFile';
import type { LaneColumns } from '../../src/protocol/timeline';
import { MOST_COLUMNS } from '../../src/protocol/timeline';
import { madeSession } from '../support/madeSession';
import { fixtureBytes } from '../support/openTrace';
import { loadedTimeline } from '../support/timeline/loadedTimeline';
import { writtenTrace } from '../support/traceText';

/** Three blocks of events of one vCPU. */
const many = writtenTrace(
  Array.from({ length: BLOCK_ROWS * 3 }, (_, index) => ({
    time: index * 10,
    hostCpu: 0,
    tid: 100,
    event: index % 2 === 0 ? 'kvm_exit' : 'kvm_entry',
    fields: { vcpu_id: 0, isa: 1, exit_reason: index % 4 === 0 ? 12 : 48 },
  })),
  { compression: 'none' },
);

async function sourcesOf(bytes: Uint8Array): Promise<OpenSources> {
  const decompressor = await nodeDecompressor();
  const source = memorySource('made.trace.dat', bytes);
  return () => openSources([{ options: { source, decompressor, tscKhz: undefined } }]);
}

function bytesOf(lanes: readonly LaneColumns[]): number {
  return lanes
    .flatMap((lane) => Object.values(lane) as unknown[])
    .reduce((sum: number, value) => sum + (ArrayBuffer.isView(value) ? value.byteLength : 0), 0);
}

describe('The timeline while a trace is read', () => {
  it('has the lanes that are told so far, which grow, and says that others come', async () => {
    const trace = new LoadedTrace({ open: await sourcesOf(many), part: {} });
    const timeline = new TimelineQueries(trace, () => Promise.resolve());
    assert.deepEqual((await timeline.overview()).lanes, []);
    trace.read(BLOCK_ROWS + 100);
    const first = await timeline.overview();
    assert.deepEqual(
      first.lanes.map(({ key }) => key),
      ['vm0/vcpu0/state', 'vm0/vcpu0/exits'],
    );
    assert.equal(first.isComplete, false);
    assert.deepEqual(
      first.missing.find(({ kind }) => kind === 'strategy'),
      { kind: 'strategy', why: 'This is told once the trace is read.' },
    );
    const exits = (): number => {
      const window = { fromNs: 0, columnNs: 1e6, columns: 1 };
      const [lane] = timeline.view(window, ['vm0/vcpu0/exits'], true).lanes;
      assert.ok(lane?.form === 'counts');
      return lane.value.reduce((sum, count) => sum + count, 0);
    };
    const before = exits();
    while (trace.read(BLOCK_ROWS));
    assert.ok(before > 0 && before < exits());
    assert.equal(exits(), (BLOCK_ROWS * 3) / 2);
  });

  it('is complete when the session has looked through all of it', async () => {
    const source = memorySource('hlt-ipi.trace.dat', fixtureBytes('vmx-hlt-ipi'));
    const session = madeSession(source, await nodeDecompressor());
    assert.equal(await session.handlers.timelineOverview({}), null);
    await session.load();
    const { isComplete, lanes } = (await session.handlers.timelineOverview({}))!;
    assert.equal(isComplete, true);
    assert.ok(lanes.some(({ kind }) => kind === 'strategy'));
  });

  it('counts what it keeps against the memory limit', async () => {
    const trace = new LoadedTrace({ open: await sourcesOf(many), part: {} });
    while (trace.read(BLOCK_ROWS));
    const { timeline } = trace.passes;
    assert.ok(timeline.bytes > BLOCK_ROWS * 3 * 5);
    assert.equal(trace.bytes, trace.rows.reader.builtBytes + timeline.bytes);
  });
});

describe('A view of the timeline', () => {
  it('is 256 KB at most, and has as many of the lanes asked for as find room, at least one', async () => {
    const { timeline } = await loadedTimeline(fixtureBytes('svm-hlt-ipi.zlib'));
    const { lanes, toNs, fromNs } = await timeline.overview();
    const keys = lanes.map(({ key }) => key);
    const window = { fromNs, columnNs: (toNs - fromNs) / MOST_COLUMNS, columns: MOST_COLUMNS };
    // Some of them several times over: a large trace has as many.
    let left = Array.from({ length: 6 }, () => keys).flat();
    let answers = 0;
    while (left.length > 0) {
      const view = timeline.view(window, left, true);
      assert.ok(view.lanes.length > 0);
      assert.ok(bytesOf(view.lanes) + view.lost.byteLength <= 256 * 1024);
      left = left.slice(view.lanes.length);
      answers++;
    }
    assert.ok(answers > 1);
  });

  it('leaves out keys that are no lanes, and answers for as many columns as it may', async () => {
    const { timeline } = await loadedTimeline(fixtureBytes('vmx-hlt-ipi'));
    const view = timeline.view({ fromNs: -1e9, columnNs: 1e6, columns: 1e9 }, ['cpu99'], false);
    assert.deepEqual(view.lanes, []);
    assert.deepEqual([view.columns, view.arrows], [MOST_COLUMNS, null]);
    assert.equal(timeline.view({ fromNs: 0, columnNs: 10, columns: -3 }, [], false).columns, 1);
  });

  it('refuses a window that is none', async () => {
    const { timeline } = await loadedTimeline(fixtureBytes('vmx-hlt-ipi'));
    for (const [fromNs, columnNs] of [
      [NaN, 10],
      [0, NaN],
      [0, 0],
      [0, -5],
      [Infinity, 10],
    ] as const) {
      assert.throws(() => timeline.view({ fromNs, columnNs, columns: 10 }, [], false), /no time/);
    }
  });

  it('has nothing outside of what is loaded', async () => {
    const { timeline } = await loadedTimeline(fixtureBytes('vmx-hlt-ipi'));
    const { lanes, toNs } = await timeline.overview();
    const keys = lanes.map(({ key }) => key);
    for (const fromNs of [-2e9, toNs + 1]) {
      const view = timeline.view({ fromNs, columnNs: 1e6, columns: 100 }, keys, true);
      for (const lane of view.lanes) {
        if (lane.form === 'band') assert.deepEqual([...lane.share], [0]);
        else if (lane.form === 'counts') assert.equal(lane.value.length, 0);
        else assert.ok(lane.low.every(Number.isNaN));
      }
      assert.deepEqual([view.arrows!.toNs.length, view.arrows!.leftOut], [0, 0]);
    }
  });

  it('shows where events were lost', async () => {
    const { timeline, trace } = await loadedTimeline(fixtureBytes('vmx-lost-events'));
    const { lost } = trace.analysedReader;
    assert.ok(lost.length > 0);
    const [{ fromNs, toNs }] = lost as [(typeof lost)[0]];
    const { lost: columns } = timeline.view(
      { fromNs, columnNs: toNs - fromNs, columns: 1 },
      [],
      false,
    );
    assert.deepEqual([...columns], [255]);
    const { lost: before } = timeline.view(
      { fromNs: fromNs - 100, columnNs: 50, columns: 1 },
      [],
      false,
    );
    assert.deepEqual([...before], [0]);
  });

  it('draws an arrow from the sender of each IPI to the vCPU that it woke', async () => {
    const { timeline } = await loadedTimeline(fixtureBytes('vmx-hlt-ipi'));
    const { fromNs, toNs, categories } = await timeline.overview();
    const window = { fromNs, columnNs: (toNs + 1 - fromNs) / 1000, columns: 1000 };
    const { arrows } = timeline.view(window, [], true);
    assert.equal(arrows!.toNs.length, 100);
    assert.equal(arrows!.leftOut, 0);
    const { keys, from, to, cause } = arrows!;
    assert.deepEqual(new Set(from), new Set([keys.indexOf('vm0/vcpu1/state')]));
    assert.deepEqual(new Set(to), new Set([keys.indexOf('vm0/vcpu0/state')]));
    assert.deepEqual(new Set(cause), new Set([categories.wakes.indexOf('ipi')]));
    arrows!.fromNs.forEach((ns, at) => {
      assert.ok(ns < arrows!.toNs[at]!);
    });
  });

  it('draws an arrow of which only the begin lies in the window', async () => {
    const { timeline } = await loadedTimeline(fixtureBytes('vmx-hlt-ipi'));
    const { fromNs, toNs } = await timeline.overview();
    const whole = { fromNs, columnNs: (toNs + 1 - fromNs) / 10, columns: 10 };
    const { arrows: all } = timeline.view(whole, [], true);
    const [beganNs, endedNs] = [all!.fromNs[7]!, all!.toNs[7]!];
    const window = { fromNs: beganNs - 10, columnNs: (endedNs - beganNs) / 2, columns: 1 };
    const { arrows } = timeline.view(window, [], true);
    assert.deepEqual([...arrows!.toNs], [endedNs]);
  });
});
