import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { TimelineLane } from '../../../src/protocol/timeline';
import { rangeSummary } from '../../../src/queries/timelineWords/rangeSummary';
import { traceEvents } from '../../../src/queries/timelineWords/traceEvents/traceEvents';
import type { SessionFile } from '../../support/openSession';
import { atOnceOf, wordsOf, wordsOfFiles } from '../../support/timeline/wordsOf';
import type { WordsOfTrace } from '../../support/timeline/wordsOf';

interface Slice {
  readonly ph: string;
  readonly cat?: string;
  readonly tid: number;
  readonly ts: number;
  readonly dur: number;
}

function recording(name: string): SessionFile {
  const file = path.join(__dirname, '../../fixtures/traces', `${name}.trace.dat`);
  return { name: `${name}.trace.dat`, bytes: new Uint8Array(readFileSync(file)) };
}

describe('Losses in the words of the timeline', () => {
  it('are no losses of host CPUs where a guest’s recording lost them', async () => {
    const host = recording('vmx-hlt-ipi');
    const trace = await wordsOfFiles([host, { ...recording('vmx-lost-events'), isGuest: true }]);
    assert.ok(trace.source.lost.length > 0);
    assert.deepEqual(
      slices(trace).filter(({ cat }) => cat === 'lost'),
      [],
    );
  });

  it('are in no range where a guest’s recording lost them', async () => {
    const host = recording('vmx-hlt-ipi');
    const { source } = await wordsOfFiles([
      host,
      { ...recording('vmx-lost-events'), isGuest: true },
    ]);
    assert.equal(atOnceOf(rangeSummary(source, { fromNs: 0, toNs: source.lastNs })).lostGaps, 0);
  });

  it('are why it is unknown who ran, of the host CPU that lost them alone', async () => {
    const trace = await wordsOf('traces/vmx-lost-events.trace.dat');
    let unknown = 0;
    for (const [lane, timeNs, hostCpu] of stretches(trace)) {
      const { title, fromNs, toNs, sentences } = trace.answers.at({ lane, timeNs, slackNs: 0 })!;
      if (!title.endsWith(': not told')) continue;
      unknown++;
      const isLost = trace.source.lost.some(
        (loss) => loss.hostCpu === hostCpu && loss.fromNs < toNs && loss.toNs > fromNs,
      );
      assert.equal(sentences[0]!.endsWith(': events were lost.'), isLost);
    }
    assert.ok(unknown > 0);
  });
});

function cpuLanes({ source }: WordsOfTrace): readonly TimelineLane[] {
  return source.lanes().filter(({ kind }) => kind === 'cpu');
}

/** Lane, begin and host CPU of each stretch of the host CPUs. */
function stretches(trace: WordsOfTrace): readonly (readonly [string, number, number | null])[] {
  return cpuLanes(trace).flatMap(({ key, hostCpu }) =>
    [...trace.source.bands.between(key, 0, Infinity)].map(
      ({ fromNs }) => [key, fromNs, hostCpu] as const,
    ),
  );
}

function slices({ source }: WordsOfTrace): readonly Slice[] {
  const text = [...traceEvents(source, { fromNs: 0, toNs: source.lastNs })].join('');
  const { traceEvents: events } = JSON.parse(text) as { readonly traceEvents: readonly Slice[] };
  return events.filter(({ ph }) => ph === 'X');
}
