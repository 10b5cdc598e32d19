import assert from 'node:assert/strict';
import { wantedEvent } from '../../src/extension/language/wantedEvent';
import { madeLines } from '../support/madeLines';

const events = [
  'vmm-235   [001]    28.000001: kvm_fpu: load',
  'vmm-235   [001]    28.000002: kvm_fpu: load',
  'vmm-236   [001]    28.000002: kvm_fpu: load',
  'vmm-235   [001]    28.000002: kvm_entry: vcpu 0',
  '',
  'vmm-235   [001]    28.000002: kvm_fpu: unload',
];

describe('wantedEvent', () => {
  it('counts lines before it that look the same to a search', () => {
    const wanted = events.map((_, line) => wantedEvent(madeLines(events), line)?.twinsBefore);
    assert.deepEqual(wanted, [0, 0, 0, 0, undefined, 1]);
  });

  it('is none beyond the end, and none on a line of prose', () => {
    assert.equal(wantedEvent(madeLines(events), events.length), undefined);
    assert.equal(wantedEvent(madeLines(['Hello,']), 0), undefined);
  });
});
