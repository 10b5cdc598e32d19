import assert from 'node:assert/strict';
import { rangeSummary } from '../../../src/queries/timelineWords/rangeSummary';
import { TextPieces } from '../../../src/queries/timelineWords/traceEvents/TextPieces';
import { traceEvents } from '../../../src/queries/timelineWords/traceEvents/traceEvents';
import type { WordsSource } from '../../../src/queries/timelineWords/WordsSource';
import { atOnceOf, wordsOf } from '../../support/timeline/wordsOf';

interface Written {
  readonly ph: string;
  readonly name: string;
  readonly cat?: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur: number;
  readonly id?: number;
  readonly args?: Readonly<Record<string, string | number>>;
}

const FIXTURES = [
  'traces/vmx-hlt-ipi.trace.dat',
  'traces/vmx-lost-events.trace.dat',
  'traces/vmx-page-true-sharing.trace.dat',
  'traces/vmx-two-vms.trace.dat',
  'traces/vmx-x86tsc-hlt-ipi.trace.dat',
  'idle/vmx-haltpoll-adapt.trace.dat',
];

describe('A stretch as Trace Event JSON', () => {
  for (const fixture of FIXTURES) {
    it(`has the time of every state of ${fixture}, and all its exits`, async () => {
      const { source } = await wordsOf(fixture);
      for (const [from, to] of [
        [0, 1],
        [0.31, 0.62],
      ] as const) {
        const asked = { fromNs: from * source.lastNs, toNs: to * source.lastNs };
        const events = written(source, asked);
        const range = atOnceOf(rangeSummary(source, asked));
        for (const { vm, vcpu, statesNs } of range.vcpus) {
          const track = trackOf(events, `VM ${vm}`, `vCPU ${vcpu}`);
          const states = events.filter((of) => of.cat === 'state' && of.tid === track.tid);
          range.states.forEach((state, at) => {
            const ns = states
              .filter(({ name }) => name === state)
              .reduce((sum, { dur }) => sum + Math.round(dur * 1000), 0);
            assert.ok(Math.abs(ns - statesNs[at]!) <= states.length, `${state} of vCPU ${vcpu}`);
          });
          const exits = events.filter((of) => of.cat === 'exit' && of.tid === track.tid);
          assert.equal(
            exits.length,
            range.exits
              .filter((row) => row.vm === vm && row.vcpu === vcpu)
              .reduce((sum, { count }) => sum + count, 0),
          );
          assertNested([...states, ...exits]);
        }
      }
    });
  }

  it('times exits as the exits table does, each with its reason and guest RIP', async () => {
    const { source } = await wordsOf('traces/vmx-hlt-ipi.trace.dat');
    const asked = { fromNs: 0, toNs: source.lastNs };
    const hlts = written(source, asked).filter(({ cat, name }) => cat === 'exit' && name === 'HLT');
    const row = atOnceOf(rangeSummary(source, asked)).exits.find(({ reason }) => reason === 'HLT')!;
    assert.equal(hlts.length, row.count);
    const costs = hlts.map(({ args }) => Number(args!['exit_to_entry_ns']));
    assert.equal(
      costs.reduce((sum, ns) => sum + ns, 0),
      row.totalNs,
    );
    assert.deepEqual(new Set(hlts.map(({ args }) => args!['class'])), new Set(['idle']));
    assert.match(String(hlts[0]!.args!['rip']), /^0x/);
  });

  it('shows how a vCPU idled, what woke it, and an arrow from the vCPU that did', async () => {
    const { source } = await wordsOf('traces/vmx-hlt-ipi.trace.dat');
    const events = written(source, { fromNs: 0, toNs: source.lastNs });
    const idle = events.filter(({ cat }) => cat === 'idle');
    assert.deepEqual([idle.length, idle[0]!.name], [100, 'hlt-block']);
    const wakes = events.filter(({ cat, ph }) => cat === 'wake' && ph === 'i');
    assert.deepEqual([wakes.length, wakes[0]!.name], [100, 'woken by ipi']);
    assert.equal(wakes[0]!.args!['by'], 'vCPU 1 of VM 0');
    const begins = events.filter(({ ph }) => ph === 's');
    const ends = new Map(events.filter(({ ph }) => ph === 'f').map((of) => [of.id, of]));
    assert.equal(begins.length, 100);
    const sender = trackOf(events, 'VM 0', 'vCPU 1');
    const woken = trackOf(events, 'VM 0', 'vCPU 0');
    for (const begin of begins) {
      const end = ends.get(begin.id)!;
      assert.deepEqual([begin.tid, end.tid], [sender.tid, woken.tid]);
      assert.ok(begin.ts < end.ts);
    }
  });

  it('counts the poll window, and marks where events were lost', async () => {
    const { source } = await wordsOf('idle/vmx-haltpoll-adapt.trace.dat');
    const windows = written(source, { fromNs: 0, toNs: source.lastNs }).filter(
      ({ ph }) => ph === 'C',
    );
    assert.ok(windows.length > 10);
    assert.ok(windows.every(({ args }) => Number(args!['ns']) >= 0));
    const lossy = await wordsOf('traces/vmx-lost-events.trace.dat');
    const lost = written(lossy.source, { fromNs: 0, toNs: lossy.source.lastNs }).filter(
      ({ cat }) => cat === 'lost',
    );
    assert.deepEqual([lost.length, lost[0]!.args!['events']], [1, 171]);
  });

  it('comes in pieces of at most 256 KB that are the whole together, in any order', async () => {
    const { source } = await wordsOf('linux/vmx-linux-hlt.trace.dat');
    const begin = (): Generator<string, undefined> =>
      traceEvents(source, { fromNs: 0, toNs: source.lastNs });
    const texts = new TextPieces(begin, () => Promise.resolve());
    const pieces: string[] = [];
    for (let next: number | null = 0; next !== null;) {
      const piece = await texts.piece(next);
      assert.ok(Buffer.byteLength(piece.text) <= 256 * 1024);
      pieces.push(piece.text);
      ({ next } = piece);
    }
    assert.ok(pieces.length > 2);
    assert.equal(pieces.join(''), [...begin()].join(''));
    JSON.parse(pieces.join(''));
    assert.equal((await texts.piece(1)).text, pieces[1]);
    assert.equal((await texts.piece(0)).text, pieces[0]);
    await assert.rejects(texts.piece(0.5), /count from 0/);
  });
});

function written(
  source: WordsSource,
  asked: { readonly fromNs: number; readonly toNs: number },
): readonly Written[] {
  const text = [...traceEvents(source, asked)].join('');
  const parsed = JSON.parse(text) as { readonly traceEvents: readonly Written[] };
  return parsed.traceEvents;
}

function trackOf(events: readonly Written[], process: string, thread: string): Written {
  const { pid } = events.find(
    ({ name, args }) => name === 'process_name' && args!['name'] === process,
  )!;
  return events.find(
    (of) => of.pid === pid && of.name === 'thread_name' && of.args!['name'] === thread,
  )!;
}

/** Slices of one track lie within each other or apart, or a viewer draws them wrongly. */
function assertNested(slices: readonly Written[]): void {
  const ends: number[] = [];
  const ns = (us: number): number => Math.round(us * 1000);
  const ordered = slices.toSorted((a, b) => a.ts - b.ts || b.dur - a.dur);
  for (const { ts, dur, name } of ordered) {
    const endNs = ns(ts) + ns(dur);
    while (ends.length > 0 && ends.at(-1)! <= ns(ts)) ends.pop();
    assert.ok(ends.length === 0 || ends.at(-1)! >= endNs, `${name} at ${ts}`);
    ends.push(endNs);
  }
}
