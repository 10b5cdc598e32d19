import assert from 'node:assert/strict';
import type { RelationFacts } from '../../../src/protocol/facts';
import {
  guestCpuTexts,
  relationText,
  shiftFieldText,
  shortName,
  suggestedShift,
} from '../../../webview/panels/recordingTexts';
import { cannedPairFacts } from '../canned/cannedPair';

const { sources } = cannedPairFacts(7);
const [host, guest] = sources;
const { guestCpus } = guest!.relation;

const relationOf = (relation: Partial<RelationFacts>): string => {
  const source = { ...guest!, relation: { ...guest!.relation, ...relation } };
  return relationText(source, sources);
};

describe('the texts of recordings', () => {
  it('say how times became the session’s', () => {
    assert.match(relationText(host!, sources), /^The session’s clock/);
    assert.equal(
      relationOf({}),
      'Recorded in VM 0 of webserver-idle.trace.dat. Its times are moved by 4 recorded offsets, ' +
        'which differ by up to 219.1 µs, and by −20.00 µs as you said.',
    );
    const samples = { count: 2, spread: '0', unit: 'cycles' } as const;
    assert.match(relationOf({ samples, shiftNs: '0' }), /moved by 2 recorded offsets\.$/);
    assert.match(relationOf({ kind: 'assumed', guestOf: null }), /^Its clock is taken to be/);
    assert.match(relationOf({ kind: 'unknown', vm: null }), /in a VM that nothing tells.*Nothing/);
  });

  it('say by how much a guest’s clock is wrong, or could be', () => {
    const [right, wrong] = guestCpus.map((cpu) => guestCpuTexts(cpu, 'ns'));
    assert.deepEqual(right!.slice(3), ['0 (0 %)', '12', '−16.40 µs to +19.02 µs', '–', '–']);
    assert.deepEqual(wrong!.slice(5), ['–', '−106.5 µs, leaves 360', '−131.1 µs to −56.32 µs']);
  });

  it('suggest what the worst vCPU needs, where that helps', () => {
    assert.equal(suggestedShift(guestCpus), -106_496);
    assert.equal(suggestedShift([guestCpus[0]!]), undefined);
    const best = { fromNs: 0, toNs: 0, outside: 12_997 };
    assert.equal(suggestedShift([{ ...guestCpus[1]!, best }]), undefined);
  });

  it('spell a shift as its field takes it', () => {
    assert.equal(shiftFieldText(undefined), '');
    assert.equal(shiftFieldText({ by: '-5', unit: 'ns' }), '-5ns');
    assert.equal(shiftFieldText({ by: '144', unit: 'clock' }), '144');
  });

  it('shorten names to what tells them apart', () => {
    assert.equal(shortName('/a/host.trace.dat'), 'host');
    assert.equal(shortName('/a/host.perf.data'), 'host');
    assert.equal(shortName('/a/perf.data.3'), 'perf.data.3');
  });
});
