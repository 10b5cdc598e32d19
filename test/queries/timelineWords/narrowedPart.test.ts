import assert from 'node:assert/strict';
import type { LaneKind, TimelineDetail } from '../../../src/protocol/timeline';
import type { TracePart } from '../../../src/protocol/TracePart';
import { exitRows } from '../../../src/queries/exitRows';
import { rangeSummary } from '../../../src/queries/timelineWords/rangeSummary';
import { traceEvents } from '../../../src/queries/timelineWords/traceEvents/traceEvents';
import { atOnceOf, wordsOf, wordsOfVector } from '../../support/timeline/wordsOf';
import type { WordsOfTrace } from '../../support/timeline/wordsOf';

/** Between an exit and an entry on host CPU 1, the vCPU runs and exits on host CPU 0. */
const MOVING = `
  0 c1 T0 EN   10 c1 T0 EX 30   15 c1 T0 SO R+   20 c0 T0 SI   25 c0 T0 EN   30 c0 T0 EX 48
  35 c0 T0 EN   40 c0 T0 EX 48   45 c0 T0 SO R+   60 c1 T0 SI   70 c1 T0 EN   80 c1 T0 EX 30
  82 c1 T0 EN   85 c1 T0 EX 30   90 c1 T0 EN   99 c1 M mark
`;
const fixture = (name: string) => (part?: TracePart) => wordsOf(name, part);
const TRACES: Readonly<Record<string, (part?: TracePart) => Promise<WordsOfTrace>>> = {
  'vmx-haltpoll-adapt': fixture('idle/vmx-haltpoll-adapt.trace.dat'),
  'vmx-two-vms': fixture('traces/vmx-two-vms.trace.dat'),
  'a vCPU that moves between host CPUs': (part) => wordsOfVector(MOVING, part),
};
const PARTS: readonly TracePart[] = [
  { hostCpus: [0] },
  { hostCpus: [1] },
  { events: ['kvm_exit', 'kvm_pio'] },
];
/** Of a lane, that are asked for one by one. */
const MOST_PLACES = 400;

for (const [name, open] of Object.entries(TRACES)) {
  describe(`Where ${name} is loaded in part, the timeline`, () => {
    let whole: WordsOfTrace;

    before(async () => {
      whole = await open();
    });

    for (const part of PARTS) {
      describe(JSON.stringify(part), () => {
        let trace: WordsOfTrace;

        before(async () => {
          trace = await open(part);
        });

        it('says nothing of an exit that is not so in the whole', () => {
          for (const [lane, timeNs] of placesOf(trace, 'state', 'exits')) {
            const detail = at(trace, lane, timeNs)!;
            const other = at(whole, lane, timeNs)!;
            assert.deepEqual([detail.fromNs, detail.toNs], [other.fromNs, other.toNs]);
            for (const { label, value } of detail.facts) {
              const known = other.facts.find((of) => of.label === label)?.value;
              assert.equal(value, known, `${label} of ${lane} at ${timeNs}`);
            }
          }
        });

        it('gives the poll window that held', () => {
          for (const [lane, timeNs] of placesOf(trace, 'window')) {
            const { title, fromNs, toNs } = at(whole, lane, timeNs)!;
            const detail = at(trace, lane, timeNs)!;
            assert.deepEqual([detail.title, detail.fromNs, detail.toNs], [title, fromNs, toNs]);
          }
        });

        it('times no exit longer than it took', () => {
          const { passes, source } = trace;
          const { context } = source.pages;
          const table = exitRows(
            passes.exits.tallies,
            context.directory.refs(),
            source.access.sources.exitNames,
            {},
          );
          const range = atOnceOf(rangeSummary(source, { fromNs: 0, toNs: source.lastNs }));
          for (const row of range.exits) {
            const of = table.find(
              ({ vm, vcpu, reason }) => vm === row.vm && vcpu === row.vcpu && reason === row.reason,
            )!;
            assert.ok(row.count <= of.count);
            assert.ok(row.paired <= of.paired);
            assert.ok(row.totalNs <= of.totalNs, `${row.reason} of vCPU ${row.vcpu}`);
          }
          const costs = costsOf(source);
          const sum = costs.reduce((a, b) => a + b, 0);
          assert.equal(
            sum,
            range.exits.reduce((total, { totalNs }) => total + totalNs, 0),
          );
        });
      });
    }
  });
}

function at({ answers }: WordsOfTrace, lane: string, timeNs: number): TimelineDetail | null {
  return answers.at({ lane, timeNs, slackNs: 0 });
}

/** Times of stretches, marks and changes of the lanes of some kinds. */
function placesOf(
  { source, timeline }: WordsOfTrace,
  ...kinds: readonly LaneKind[]
): readonly (readonly [string, number])[] {
  const lanes = source.lanes().filter(({ kind }) => kinds.includes(kind));
  return lanes.flatMap(({ key }) => {
    const places: [string, number][] = [];
    let timeNs = source.fromNs - 1;
    while (places.length < MOST_PLACES) {
      const step = timeline.step({ lane: key, timeNs, direction: 1, isSame: false });
      if (step === null) break;
      timeNs = step.fromNs;
      places.push([key, timeNs]);
    }
    return places;
  });
}

/** Of the exits in an export, ns. */
function costsOf(source: WordsOfTrace['source']): readonly number[] {
  const text = [...traceEvents(source, { fromNs: 0, toNs: source.lastNs })].join('');
  const { traceEvents: events } = JSON.parse(text) as {
    readonly traceEvents: readonly { readonly args?: Readonly<Record<string, number>> }[];
  };
  return events.flatMap(({ args }) => args?.['exit_to_entry_ns'] ?? []);
}
