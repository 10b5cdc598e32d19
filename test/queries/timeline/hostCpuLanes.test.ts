import assert from 'node:assert/strict';
import { traceEvents } from '../../../src/queries/timelineWords/traceEvents/traceEvents';
import { idleTracepoints } from '../../support/idle/tracepoints';
import { vectorEvents } from '../../support/idle/vectorEvents';
import type { SessionFile } from '../../support/openSession';
import { wordsOfFiles } from '../../support/timeline/wordsOf';
import type { WordsOfTrace } from '../../support/timeline/wordsOf';
import { writtenTrace } from '../../support/traceText';

function recording(name: string, text: string): SessionFile {
  const options = { clock: 'mono', tracepoints: idleTracepoints('X4') };
  return { name: `${name}.trace.dat`, bytes: writtenTrace(vectorEvents(text), options) };
}

describe('Host CPUs that two recordings tell of', () => {
  let trace: WordsOfTrace;

  before(async () => {
    // Both have switches of CPU 0, at the same times; CPU 1 only the first one.
    trace = await wordsOfFiles([
      recording('one', '0 c1 M mark   10 c0 M SO S   20 c0 M SI   30 c1 M SO S   90 c1 M SI'),
      recording(
        'two',
        `0 c0 T0 EN   5 c0 T0 EX 12   10 c0 T0 SO S   18 c1 W WG T0   20 c0 T0 SI   21 c0 T0 EN
         90 c0 T0 EX 1`,
      ),
    ]);
  });

  it('have a lane of each recording, by keys and names that differ', () => {
    const lanes = trace.source.lanes().filter(({ kind }) => kind === 'cpu');
    assert.deepEqual(
      lanes.map(({ key, label, hostCpu, source }) => [key, label, hostCpu, source]),
      [
        ['cpu0', 'CPU 0', 0, 0],
        ['cpu1', 'CPU 1', 1, 0],
        ['recording1/cpu0', 'CPU 0, recording 2', 0, 1],
      ],
    );
  });

  it('are told of by the events of their own recording', () => {
    const switchOff = (lane: string): string =>
      trace.answers.at({ lane, timeNs: 9_000, slackNs: 0 })!.sentences.join(' ');
    assert.match(switchOff('cpu0'), /tid 900/);
    assert.match(switchOff('recording1/cpu0'), /tid 1000/);
  });

  it('have a track each in an export', () => {
    const { source } = trace;
    const text = [...traceEvents(source, { fromNs: 0, toNs: source.lastNs })].join('');
    const { traceEvents: events } = JSON.parse(text) as {
      readonly traceEvents: readonly {
        readonly name: string;
        readonly tid: number;
        readonly args?: { readonly name: string };
      }[];
    };
    const tracks = events.filter(({ name }) => name === 'thread_name');
    assert.equal(new Set(tracks.map(({ tid }) => tid)).size, tracks.length);
    assert.equal(new Set(tracks.map(({ args }) => args!.name)).size, tracks.length);
  });

  it('send no arrow for what another recording says of a CPU of that number', () => {
    const { fromNs, lastNs } = trace.source;
    const window = { fromNs, columnNs: lastNs + 1 - fromNs, columns: 1 };
    const { arrows } = trace.timeline.view(window, [], true);
    assert.deepEqual([...arrows!.toNs], [21_000]);
    assert.deepEqual([...arrows!.from], [-1]);
  });
});
