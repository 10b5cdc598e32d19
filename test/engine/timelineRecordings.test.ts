import assert from 'node:assert/strict';
import { stateOf } from '../../src/analyses/timeline/stateCategories';
import { nodeDecompressor } from '../../src/engine/node/nodeDecompressor';
import { openSources } from '../../src/engine/openSources';
import { OpenTrace } from '../../src/engine/OpenTrace';
import { sessionPasses } from '../../src/engine/passes';
import { readThrough } from '../../src/engine/readThrough';
import type { OpenSources } from '../../src/engine/SourceFile';
import { memorySource } from '../../src/formats/memorySource';
import type { StateSink } from '../../src/vcpu/states/Segments';
import { StatesPass } from '../../src/vcpu/states/StatesPass';
import { exitNamesOf } from '../../src/engine/exitNames';
import type {
  BandColumns,
  CountColumns,
  LaneColumns,
  LaneKind,
  TimelineOverview,
} from '../../src/protocol/timeline';
import { exitRows } from '../../src/queries/exitRows';
import { ledgerRows } from '../../src/queries/idle/ledgerRows';
import { VCPU_STATES } from '../../src/vcpu/states/VcpuState';
import type { State } from '../../src/vcpu/states/VcpuState';
import { fixtureBytes } from '../support/openTrace';
import { loadedTimeline } from '../support/timeline/loadedTimeline';
import type { LoadedTimeline } from '../support/timeline/loadedTimeline';
import { countsOf, sharesOf } from '../support/timeline/unpackedColumns';

const WHOLE = 65_535;
const FIXTURES = [
  'vmx-hlt-ipi',
  'vmx-hlt-poll-fail',
  'vmx-lost-events',
  'vmx-page-true-sharing',
  'vmx-two-vms',
  'svm-hlt-ipi.zlib',
  'vmx-hlt-passthrough',
];

for (const fixture of FIXTURES) {
  describe(`The timeline of ${fixture}`, () => {
    let loaded: LoadedTimeline;
    let overview: TimelineOverview;

    before(async () => {
      loaded = await loadedTimeline(fixtureBytes(fixture));
      overview = await loaded.timeline.overview();
    });

    /** The whole trace in some columns. */
    function whole(key: string, columns: number): LaneColumns {
      const { fromNs, toNs } = overview;
      // The last event is in the last column.
      const window = { fromNs, columnNs: (toNs + 1 - fromNs) / columns, columns };
      return loaded.timeline.view(window, [key], false).lanes[0]!;
    }

    function wholeBand(key: string, columns: number): BandColumns {
      const lane = whole(key, columns);
      assert.ok(lane.form === 'band');
      return lane;
    }

    function wholeCounts(key: string, columns: number): CountColumns {
      const lane = whole(key, columns);
      assert.ok(lane.form === 'counts');
      return lane;
    }

    function keysOf(kind: LaneKind): readonly string[] {
      return overview.lanes.filter((lane) => lane.kind === kind).map(({ key }) => key);
    }

    function ledgers(): ReturnType<typeof ledgerRows> {
      const { passes, analysedReader: reader } = loaded.trace;
      const durationNs = reader.lastNs - reader.fromNs;
      return ledgerRows({ ...passes, durationNs } as never);
    }

    it('gives each vCPU as much time in each state as its ledger', () => {
      const { fromNs, toNs, categories } = overview;
      const columns = 300;
      for (const { vm, vcpu, statesNs } of ledgers()) {
        const band = wholeBand(`vm${vm}/vcpu${vcpu}/state`, columns);
        const columnNs = (toNs + 1 - fromNs) / columns;
        const sums = new Array<number>(VCPU_STATES.length).fill(0);
        for (const shares of sharesOf(band, categories.state.length)) {
          shares.forEach((share, category) => {
            const name = categories.state[category]!.replace(/:.*/, '');
            const state = VCPU_STATES.findIndex((known) => known === name);
            sums[state]! += (share / WHOLE) * columnNs;
          });
        }
        statesNs.forEach((ns, state) => {
          const off = Math.abs(sums[state]! - ns);
          assert.ok(
            off <= (columns * 20 * columnNs) / WHOLE + 1,
            `${VCPU_STATES[state]}: ${off} ns`,
          );
        });
      }
    });

    it('holds each state for exactly as long as its ledger', () => {
      for (const { vm, vcpu, statesNs } of ledgers()) {
        const lane = loaded.timeline.lanes.stateOf(vm, vcpu)!;
        assert.equal(lane.content.form, 'band');
        const sums = new Array<number>(VCPU_STATES.length).fill(0);
        overview.categories.state.forEach((name, category) => {
          const state = VCPU_STATES.findIndex((known) => known === name.replace(/:.*/, ''));
          assert.ok(lane.content.form === 'band');
          sums[state]! += lane.content.spans.totalOf(category);
        });
        assert.deepEqual(sums, statesNs);
      }
    });

    it('keeps exactly the stretches that the pass over the states settles', async () => {
      const open = await sourcesOf(fixtureBytes(fixture));
      const trace = new OpenTrace({ open, blocks: 'reused' });
      const passes = sessionPasses(trace, 0);
      const observed = new Map<number, string[]>();
      const states = new StatesPass(
        passes.directory.bindings,
        0,
        {
          parameters: trace.parameters,
          wasAskedFor: (of, event) => trace.wasAskedFor(of, 'kvm', event),
        },
        (_, tid) => ({ add: joining(observed, tid) }),
      );
      readThrough(trace, { ...passes, states: passes.states, observed: states });
      passes.timeline.close(trace.reader.lastNs, trace.reader.lost);
      const refs = passes.directory.refs();
      passes.directory.bindings.all.forEach(({ tid }, binding) => {
        if (refs[binding] === undefined) return;
        const list = passes.timeline.states.of(binding)!;
        const kept = new Map<number, string[]>();
        const add = joining(kept, tid);
        for (let index = 0; index < list.length; index++) {
          const { category, fromNs, toNs } = list.spanOf(index)!;
          add(stateOf(category), fromNs, toNs);
        }
        assert.deepEqual(kept.get(tid), observed.get(tid));
      });
    });

    it('counts as many exits of each class as the exits table', () => {
      const { passes, rows } = loaded.trace;
      const table = exitRows(passes.exits.tallies, passes.directory.refs(), exitNamesOf(rows), {});
      const { exits: classes } = overview.categories;
      for (const key of keysOf('exits')) {
        const wanted = new Map<string, number>();
        for (const row of table) {
          if (`vm${row.vm}/vcpu${row.vcpu}/exits` !== key) continue;
          for (const { class: of, count } of row.classes)
            wanted.set(of, (wanted.get(of) ?? 0) + count);
        }
        const given = new Map<string, number>();
        for (const counts of countsOf(wholeCounts(key, 97), classes.length)) {
          counts.forEach((count, category) => {
            if (count > 0)
              given.set(classes[category]!, (given.get(classes[category]!) ?? 0) + count);
          });
        }
        assert.deepEqual([...given].sort(), [...wanted].sort());
      }
      const all = table.reduce((sum, { count }) => sum + count, 0);
      assert.equal(keysOf('exits').length > 0, all > 0);
    });

    it('shows each idle period for as long as it was, and its end by its cause', () => {
      const { strategy: strategies, wakes: causes } = overview.categories;
      for (const key of keysOf('strategy')) {
        const vcpu = key.replace('/strategy', '');
        const lengths = new Map<string, number>();
        const ends = new Map<string, number>();
        for (const period of loaded.idle.periods.walk()) {
          if (`vm${period.vm}/vcpu${period.vcpu}` !== vcpu || period.endNs < 0) continue;
          const ns = period.endNs - period.startNs;
          lengths.set(period.strategy, (lengths.get(period.strategy) ?? 0) + ns);
          ends.set(period.cause, (ends.get(period.cause) ?? 0) + 1);
        }
        const content = loaded.timeline.lanes.find(key)!.content;
        assert.ok(content.form === 'band');
        const open = [...loaded.idle.periods.walk()].some(({ endNs }) => endNs < 0);
        strategies.forEach((name, category) => {
          const ns = content.spans.totalOf(category);
          if (open) assert.ok(ns >= (lengths.get(name) ?? 0), name);
          else assert.equal(ns, lengths.get(name) ?? 0, name);
        });
        const counts = countsOf(wholeCounts(`${vcpu}/wakes`, 50), causes.length);
        causes.forEach((cause, category) => {
          const given = counts.reduce((sum, of) => sum + of[category]!, 0);
          assert.equal(given, ends.get(cause) ?? 0, cause);
        });
      }
    });

    it('steps over every stretch of every band, forward and back', () => {
      for (const { key, kind } of overview.lanes) {
        const content = loaded.timeline.lanes.find(key)!.content;
        if (content.form !== 'band') continue;
        const { spans } = content;
        const all = Array.from({ length: spans.length }, (_, at) => spans.spanOf(at) ?? []).flat();
        const edges = all.map(({ fromNs, toNs }) => ({ fromNs, toNs }));
        for (const direction of [1, -1] as const) {
          const walked = [];
          let timeNs = direction === 1 ? spans.fromNs - 1 : spans.toNs;
          for (;;) {
            const step = loaded.timeline.step({ lane: key, timeNs, direction, isSame: false });
            if (step === null) break;
            walked.push(step);
            timeNs = step.fromNs;
          }
          assert.deepEqual(walked, direction === 1 ? edges : edges.toReversed(), `${kind} ${key}`);
        }
      }
    });

    it('knows what it did at every time of each host CPU that has switches', () => {
      for (const key of keysOf('cpu')) {
        const content = loaded.timeline.lanes.find(key)!.content;
        assert.ok(content.form === 'band');
        assert.deepEqual(
          [content.spans.fromNs, content.spans.toNs],
          [overview.fromNs, overview.toNs],
        );
      }
    });

    it('says of every kind of lanes that it lacks why', () => {
      assert.equal(overview.isComplete, true);
      for (const kind of Object.keys(overview.categories) as LaneKind[]) {
        const isMissing = overview.missing.some((of) => of.kind === kind);
        assert.equal(isMissing, keysOf(kind).length === 0, kind);
      }
    });
  });
}

/** Writes stretches down by thread; neighbours of one state are one. */
function joining(by: Map<number, string[]>, tid: number): StateSink['add'] {
  let last: { readonly state: State; readonly fromNs: number; toNs: number } | undefined;
  const list: string[] = [];
  by.set(tid, list);
  return (state, fromNs, toNs) => {
    if (last?.state === state && last.toNs === fromNs) {
      last.toNs = toNs;
      list.pop();
    } else last = { state, fromNs, toNs };
    list.push(`${VCPU_STATES[state]} ${last.fromNs}–${toNs}`);
  };
}

async function sourcesOf(bytes: Uint8Array): Promise<OpenSources> {
  const decompressor = await nodeDecompressor();
  const source = memorySource('made.trace.dat', bytes);
  return () => openSources([{ options: { source, decompressor, tscKhz: undefined } }]);
}
