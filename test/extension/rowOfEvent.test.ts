import assert from 'node:assert/strict';
import { nodeDecompressor } from '../../src/engine/node/nodeDecompressor';
import { rowOfEvent, type Asked } from '../../src/extension/language/rowOfEvent';
import { wantedEvent } from '../../src/extension/language/wantedEvent';
import { memorySource } from '../../src/formats/memorySource';
import { readTraceLine } from '../../src/lines/readTraceLine';
import type { EventLine } from '../../src/lines/traceLine';
import type { TraceFacts } from '../../src/protocol/facts';
import { excerptText } from '../support/excerptText';
import { madeLines } from '../support/madeLines';
import { madeSession } from '../support/madeSession';
import { cannedFacts } from '../webview/canned/cannedFacts';

const line = readTraceLine(
  '       CPU 0/KVM-231   [001]    28.157432: kvm_exit:  reason HLT rip 0x100012',
) as EventLine;

/** Facts of a trace whose first event has this stamp. */
function factsFrom(t0Ns: string | null, conversion: 'none' | 'user' = 'none'): TraceFacts {
  const facts = cannedFacts(3);
  const sources = facts.sources.map((source) => ({
    ...source,
    clock: { ...source.clock, conversion },
  }));
  return { ...facts, t0Ns, sources };
}

/** Answers from the events of the filter: their times, their rows counted from 70. */
function asked(timesNs: readonly number[]): Asked & { readonly filters: string[] } {
  const filters: string[] = [];
  const answers = {
    findEvent: ({ filter, timeNs }: { filter: string; timeNs: number }) => {
      filters.push(filter);
      const position = timesNs.findIndex((time) => time >= timeNs);
      return { position: position < 0 ? timesNs.length : position };
    },
    eventPage: ({ start, count }: { start: number; count: number }) => ({
      timeNs: Float64Array.from(timesNs.slice(start, start + count)),
      row: Float64Array.from(timesNs.keys(), (position) => position + 70).slice(start),
    }),
  };
  const call = async (method: keyof typeof answers, params: never): Promise<unknown> =>
    answers[method](params);
  return { filters, call: call as unknown as Asked['call'] };
}

/** Rows that the trace editor shows for each line of a text, when it has read that text. */
async function rowsOf(texts: readonly string[]): Promise<(number | undefined)[]> {
  const source = memorySource('made.txt', new TextEncoder().encode(texts.join('\n')));
  const session = madeSession(source, await nodeDecompressor());
  await session.load();
  const { facts } = await session.handlers.traceFacts({});
  assert.ok(facts);
  const answers: Asked = { call: (method, params) => session.handlers[method](params) };
  return Promise.all(
    texts.map(async (_, at) => {
      const wanted = wantedEvent(madeLines(texts), at);
      return wanted && rowOfEvent(answers, facts, wanted);
    }),
  );
}

describe('rowOfEvent', () => {
  it('finds each line of a text in what the trace editor reads of the text', async () => {
    for (const dialect of ['report', 'report-N', 'report-R']) {
      const texts = excerptText(`vmx-hlt-ipi.${dialect}`);
      assert.deepEqual(await rowsOf(texts), [...texts.keys()], dialect);
    }
  });

  it('finds what programs wrote into the trace, and events that it knows nothing of', async () => {
    const texts = [
      'vmm-235   [001] d..1.    28.157432: tracing_mark_write: run 1',
      'vmm-235   [001] d..1.    28.157432: tracing_mark_write: run 2',
      '  vmm-235   [001] d..1.    28.157433: my_event: what=1',
    ];
    assert.deepEqual(await rowsOf(texts), [0, 1, 2]);
  });

  it('finds the event by thread, name and time', async () => {
    const trace = asked([1000, 157_432_000, 157_433_000]);

    const row = await rowOfEvent(trace, factsFrom('28000000000'), { line, twinsBefore: 0 });

    assert.equal(row, 71);
    assert.deepEqual(trace.filters, ['event=*:kvm_exit tid=231']);
  });

  it('tells events at the same time apart by their order', async () => {
    const trace = asked([157_432_000, 157_432_000, 157_432_000]);
    const facts = factsFrom('28000000000');

    assert.equal(await rowOfEvent(trace, facts, { line, twinsBefore: 2 }), 72);
    assert.equal(await rowOfEvent(trace, facts, { line, twinsBefore: 3 }), undefined);
  });

  it('finds nothing when the event is not loaded', async () => {
    const facts = factsFrom('28000000000');

    assert.equal(
      await rowOfEvent(asked([1000, 157_433_000]), facts, { line, twinsBefore: 0 }),
      undefined,
    );
    assert.equal(await rowOfEvent(asked([]), facts, { line, twinsBefore: 0 }), undefined);
  });

  it('finds nothing without a time on the trace’s own scale', async () => {
    const trace = asked([157_432_000]);
    const wanted = { line, twinsBefore: 0 };

    assert.equal(await rowOfEvent(trace, factsFrom(null), wanted), undefined);
    assert.equal(await rowOfEvent(trace, factsFrom('28000000000', 'user'), wanted), undefined);
    const untimed: EventLine = { ...line, stamp: undefined };
    const facts = factsFrom('28000000000');
    assert.equal(await rowOfEvent(trace, facts, { line: untimed, twinsBefore: 0 }), undefined);
  });

  it('looks among all threads when the line names none', async () => {
    const trace = asked([157_432_000]);
    const unnamed: EventLine = { ...line, tid: undefined };

    await rowOfEvent(trace, factsFrom('28000000000'), { line: unnamed, twinsBefore: 0 });

    assert.deepEqual(trace.filters, ['event=*:kvm_exit']);
  });
});
