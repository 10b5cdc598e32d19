import { readFileSync } from 'node:fs';
import path from 'node:path';
import { addToList } from '../../../src/base/addToList';
import { eventAccess } from '../../../src/engine/eventAccess';
import { factsOf } from '../../../src/engine/factsOf';
import { nodeDecompressor } from '../../../src/engine/node/nodeDecompressor';
import { openSources } from '../../../src/engine/openSources';
import { OpenTrace } from '../../../src/engine/OpenTrace';
import { sessionPasses } from '../../../src/engine/passes';
import type { SessionPasses } from '../../../src/engine/passes';
import { readThrough } from '../../../src/engine/readThrough';
import { reportSource } from '../../../src/engine/reportSource';
import { memorySource } from '../../../src/formats/memorySource';
import type { LaneKind, TimelineLane } from '../../../src/protocol/timeline';
import { pageSource } from '../../../src/queries/conflicts/PageSource';
import { findingContext } from '../../../src/queries/findings/findingContext';
import { PeriodTable } from '../../../src/queries/idle/PeriodTable';
import type { ReportSource } from '../../../src/queries/idle/ReportSource';
import { stateLane } from '../../../src/queries/timelineWords/Bands';
import type { Stretch } from '../../../src/queries/timelineWords/Bands';
import { VcpuPeriods } from '../../../src/queries/timelineWords/VcpuPeriods';
import type { WordsSource } from '../../../src/queries/timelineWords/WordsSource';
import { StatesPass } from '../../../src/vcpu/states/StatesPass';
import { VCPU_STATES } from '../../../src/vcpu/states/VcpuState';
import { madeBands } from './madeBands';

/** A recording that was read, with what its report says and what words are told from. */
export interface WordsOfTrace {
  readonly source: WordsSource;
  readonly report: ReportSource;
  readonly passes: SessionPasses;
}

const LANE_KINDS: readonly LaneKind[] = ['state', 'strategy', 'wakes', 'exits', 'window'];

/** Of a recording among the fixtures; its state lanes have no classes of exits. */
export async function wordsOf(fixture: string): Promise<WordsOfTrace> {
  const bytes = new Uint8Array(readFileSync(path.join(__dirname, '../../fixtures', fixture)));
  const file = memorySource(fixture, bytes);
  const decompressor = await nodeDecompressor();
  const open = (): ReturnType<typeof openSources> =>
    openSources([{ options: { source: file, decompressor, tscKhz: undefined } }]);
  const trace = new OpenTrace({ blocks: 'kept', open });
  const passes = sessionPasses(trace, 0);
  const stretches = new Map<string, Stretch[]>();
  const { bindings } = passes.directory;
  const states = new StatesPass(
    bindings,
    0,
    {
      parameters: trace.parameters,
      wasAskedFor: (of, event) => trace.wasAskedFor(of, 'kvm', event),
    },
    (of, tid) => ({
      add: (state, fromNs, toNs) => {
        const category = VCPU_STATES[state];
        addToList(stretches, `${of}/${tid}`, { fromNs, toNs, category });
      },
    }),
  );
  readThrough(trace, { ...passes, states });
  const report = reportSource(trace, { ...passes, states }, factsOf(trace, passes));
  const refs = passes.directory.refs();
  const lanes = new Map<string, TimelineLane>();
  const bands = new Map<string, readonly Stretch[]>();
  bindings.all.forEach(({ source: of, tid }, binding) => {
    const ref = refs[binding];
    if (ref === undefined) return;
    bands.set(stateLane(ref.vm, ref.vcpu), stretches.get(`${of}/${tid}`) ?? []);
    for (const kind of LANE_KINDS) {
      const key = `vm${ref.vm}/vcpu${ref.vcpu}/${kind}`;
      lanes.set(key, { key, kind, label: `vCPU ${ref.vcpu}`, ...ref, hostCpu: null, gpa: null });
    }
  });
  const table = new PeriodTable(passes.idle, refs);
  const pages = pageSource(findingContext(report), table);
  for (const { vm, gpa } of pages.conflicts) {
    const key = `vm${vm}/page0x${gpa.toString(16)}`;
    const label = `page 0x${gpa.toString(16)}`;
    lanes.set(key, { key, kind: 'page', label, vm, vcpu: null, hostCpu: null, gpa });
  }
  const source: WordsSource = {
    table: trace.table,
    access: eventAccess(trace, passes),
    pages,
    periods: new VcpuPeriods(table),
    bands: madeBands(bands),
    laneOf: (key) => lanes.get(key),
    lanes: () => [...lanes.values()],
    lost: trace.reader.lost,
    fromNs: trace.reader.fromNs,
    lastNs: trace.reader.lastNs,
    part: null,
  };
  return { source, report, passes };
}

/** Runs what pauses to its end. */
export function atOnceOf<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
