import assert from 'node:assert/strict';
import type { TraceFacts } from '../../../src/protocol/facts';
import { factTexts } from '../../../webview/panels/factTexts';
import { cannedCycleFacts, cannedFacts } from '../canned/cannedFacts';

function text(facts: TraceFacts, id: string): string {
  return factTexts(facts).find((fact) => fact.id === id)!.text;
}

describe('factTexts', () => {
  const facts = cannedFacts(50_000_000);

  it('says what the recording is', () => {
    assert.equal(text(facts, 'format'), 'trace.dat v7, zstd');
    assert.equal(text(facts, 'clock'), 'mono, in ns');
    assert.equal(text(facts, 'vms'), '2 VMs, 6 vCPUs');
    assert.equal(text(facts, 'events'), '50,000,000');
  });

  it('warns of lost events', () => {
    const lost = factTexts(facts).find(({ id }) => id === 'lost')!;

    assert.equal(lost.text, '18,231 in 2 gaps');
    assert.equal(lost.isAlarming, true);
  });

  it('does not pretend to know how many were lost where the recording does not say', () => {
    const lost = { lostGaps: 1, unsizedGaps: 1 };

    assert.equal(text({ ...facts, ...lost, lostEvents: 0 }, 'lost'), 'unknown number in 1 gap');
    assert.equal(text({ ...facts, ...lost, lostEvents: 7 }, 'lost'), 'at least 7 in 1 gap');
  });

  it('says which part of the trace is loaded', () => {
    const part = { fromNs: 1.5e9, hostCpus: [0, 3], events: ['kvm_*'] };
    assert.equal(
      text({ ...facts, part }, 'part'),
      'from 1.500 s, events of CPU 0, 3, events kvm_*',
    );
    assert.equal(
      factTexts({ ...facts, part: {} }).find(({ id }) => id === 'part'),
      undefined,
    );
  });

  it('says none when nothing was lost', () => {
    assert.equal(text({ ...facts, lostEvents: 0, lostGaps: 0 }, 'lost'), 'none');
  });

  it('says that a clock counts cycles', () => {
    const cycles = cannedCycleFacts(50_000_000);

    assert.equal(text(cycles, 'clock'), 'x86-tsc, in cycles');
    assert.equal(text(cycles, 'duration'), '115.5 Gcyc');
  });

  it('says what a recording does not hold', () => {
    const sources = facts.sources.map((source) => ({ ...source, kernel: null, compression: null }));

    assert.equal(text({ ...facts, sources }, 'kernel'), 'not recorded');
    assert.equal(text({ ...facts, sources }, 'format'), 'trace.dat v7, not compressed');
  });
});
