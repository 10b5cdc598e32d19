import assert from 'node:assert/strict';
import { factsOf } from '../../../src/engine/factsOf';
import type { TraceFacts } from '../../../src/protocol/facts';
import { readBytes } from '../../support/perfData/openPerf';
import { perfDataOf, perfRecords, perfText } from '../../support/perfData/perfText';

async function factsOfText(text: string): Promise<TraceFacts> {
  return factsOfBytes(perfText(text));
}

async function factsOfBytes(bytes: Uint8Array): Promise<TraceFacts> {
  const trace = await readBytes(bytes);
  return factsOf(trace, trace.passes);
}

function gaps(facts: TraceFacts): (readonly [number | null, number, number, number | null])[] {
  return facts.lost.map(({ hostCpu, fromNs, toNs, count }) => [hostCpu, fromNs, toNs, count]);
}

const EVENTS = `
  10 cpu0 7 kvm_entry vcpu_id=0
  20 cpu1 8 kvm_entry vcpu_id=1
`;
const MORE = `
  50 cpu0 7 kvm_entry vcpu_id=0
  60 cpu1 8 kvm_entry vcpu_id=1
`;

describe('losses of a perf.data', () => {
  it('lie between the last event of the buffer and the record that tells of them', async () => {
    const facts = await factsOfText(`${EVENTS} 45 lost cpu0 17\n ${MORE}`);
    assert.equal(facts.lostEvents, 17);
    assert.deepEqual(gaps(facts), [[0, 0, 35, 17]]);
  });

  it('are not counted twice where the recorder adds them up at its end', async () => {
    const facts = await factsOfText(`${EVENTS} 45 lost cpu0 17\n ${MORE} lost-samples 17`);
    assert.equal(facts.lostEvents, 17);
    assert.deepEqual(
      facts.diagnostics.map(({ code }) => code),
      ['lost-events'],
    );
  });

  it('are said to be more where the recorder counted more at its end', async () => {
    const facts = await factsOfText(`${EVENTS} 45 lost cpu0 17\n ${MORE} lost-samples 20`);
    assert.equal(facts.lostEvents, 17);
    const found = facts.diagnostics.find(({ code }) => code === 'lost-samples');
    assert.match(found?.message ?? '', /counted 20 .* only 17 /);
  });

  it('may be anywhere in the recording where only their sum is told', async () => {
    const facts = await factsOfText(`${EVENTS} ${MORE} lost-samples 20`);
    assert.deepEqual(gaps(facts), [[null, 0, 50, 20]]);
  });

  it('end with the next event where the record has no time of its own', async () => {
    const text = `${EVENTS} 45 lost cpu0 17\n ${MORE}`;
    const facts = await factsOfBytes(perfText(text, { sampleIdAll: false }));
    assert.deepEqual(gaps(facts), [[0, 0, 40, 17]]);
  });

  it('are unknown in number, and on every CPU, where a stretch of the file is zeros', async () => {
    const records = perfRecords(`${EVENTS.repeat(40)} round ${''}
      ${MORE.repeat(40)}`).map(({ bytes }) => bytes);
    const all = new Uint8Array(Buffer.concat(records));
    const middle = Math.round(all.length / 2 / 8) * 8;
    all.fill(0, middle - 800, middle + 800);
    const facts = await factsOfBytes(perfDataOf(all));
    assert.deepEqual(
      gaps(facts).map(([hostCpu, , , count]) => [hostCpu, count]),
      [
        [0, null],
        [1, null],
      ],
    );
    const codes = facts.diagnostics.map(({ code }) => code).sort();
    assert.deepEqual(codes, ['damaged-records', 'lost-events']);
    assert.ok(facts.events > 120 && facts.events < 160);
  });

  it('are told of a file that was cut inside a record, of which all before is shown', async () => {
    const records = new Uint8Array(
      Buffer.concat(perfRecords(`${EVENTS} ${MORE}`).map(({ bytes }) => bytes)),
    );
    const facts = await factsOfBytes(perfDataOf(records.subarray(0, records.length - 20)));
    assert.equal(facts.events, 3);
    assert.deepEqual(
      facts.diagnostics.map(({ code }) => code),
      ['truncated-section'],
    );
  });
});
