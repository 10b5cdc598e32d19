import assert from 'node:assert/strict';
import { nodeDecompressor } from '../../src/engine/node/nodeDecompressor';
import type { Decompressor } from '../../src/formats/ByteSource';
import { FormatError } from '../../src/formats/FormatError';
import { factsOf } from '../../src/engine/factsOf';
import { fixtureBytes, openedWith } from '../support/openTrace';
import type { AnalysedTrace } from '../support/openTrace';
import { traceText } from '../support/traceText';
import { tracepoints } from '../support/tracepoints';

/** Absolute stamp, thread and event of everything each CPU recorded. */
function eventsByCpu(trace: AnalysedTrace): string[][] {
  const { streams, kinds, t0 } = trace.reader;
  const byStream: string[][] = streams.map(() => []);
  for (const { length, stream, time, tid, kind } of trace.table.blocks) {
    for (let at = 0; at < length; at++) {
      const stamp = t0! + BigInt(time[at]!);
      byStream[stream[at]!]!.push(`${stamp} ${tid[at]!} ${kinds[kind[at]!]!.name}`);
    }
  }
  return byStream.filter((events) => events.length > 0);
}

/** Events of a format that is cut off are listed by number. */
const unnamed = (event: string): string => event.replace(/ \D.*$/, '');

/** Opens the first `length` bytes: either a clear refusal, or the beginning of what each CPU recorded. */
function checkCut(
  decompressor: Decompressor,
  bytes: Uint8Array,
  length: number,
  whole: readonly string[][],
): 'refused' | 'opened' {
  let trace: AnalysedTrace;
  try {
    trace = openedWith(decompressor, bytes.subarray(0, length));
  } catch (error) {
    assert.ok(error instanceof FormatError, `at ${length}: ${String(error)}`);
    assert.ok(error.place.offset <= length);
    assert.match(error.message, /^[\w ]+ at byte 0x[0-9a-f]+: .+\. .+\.$/);
    return 'refused';
  }
  const found = eventsByCpu(trace);
  for (const events of found) {
    const isPrefix = whole.some((all) =>
      events.every((event, at) => unnamed(event) === unnamed(all[at]!)),
    );
    assert.ok(isPrefix, `at ${length}: not what a CPU recorded first`);
  }
  const count = (lists: readonly string[][]): number =>
    lists.reduce((sum, list) => sum + list.length, 0);
  if (count(found) < count(whole)) {
    const { diagnostics } = factsOf(trace, trace.passes);
    assert.notDeepEqual(diagnostics, [], `at ${length}: nothing is said of the missing events`);
  }
  return 'opened';
}

const EVENTS = Array.from(
  { length: 24 },
  (_, index) => `${index * 10} cpu${index % 2} ${100 + (index % 2)} kvm_entry vcpu_id=${index % 2}`,
).join('\n');

describe('a recording that is cut short', function () {
  this.timeout(60_000);
  let decompressor: Decompressor;
  before(async () => {
    decompressor = await nodeDecompressor();
  });

  for (const container of [
    { version: 6 },
    { version: 7, compression: 'none' },
    { version: 7, compression: 'zlib' },
  ] as const) {
    const name = 'compression' in container ? container.compression : 'sequential';
    it(`is refused or shown up to the cut, at every byte: version ${container.version}, ${name}`, () => {
      const own = tracepoints.filter((tracepoint) => tracepoint.name === 'kvm_entry');
      const bytes = traceText(EVENTS, { ...container, pageBytes: 256, tracepoints: own });
      const whole = eventsByCpu(openedWith(decompressor, bytes));
      assert.deepEqual(
        whole.map((events) => events.length),
        [12, 12],
      );
      const outcomes = new Set<string>();
      for (let length = 0; length < bytes.length; length++) {
        outcomes.add(checkCut(decompressor, bytes, length, whole));
      }
      assert.deepEqual([...outcomes], ['refused', 'opened']);
    });
  }

  it('is refused or shown up to the cut when it is a real one', () => {
    const bytes = fixtureBytes('vmx-minimal-hlt-timer');
    const whole = eventsByCpu(openedWith(decompressor, bytes));
    for (let length = 0; length < bytes.length; length += 29) {
      checkCut(decompressor, bytes, length, whole);
    }
  });

  it('loses nothing with the last bytes of a real one, which only describe its sections', () => {
    const bytes = fixtureBytes('vmx-minimal-hlt-timer');
    const cut = openedWith(decompressor, bytes.subarray(0, bytes.length - 60));
    assert.equal(cut.table.length, 404);
    assert.deepEqual(cut.reader.diagnostics, []);
  });
});
