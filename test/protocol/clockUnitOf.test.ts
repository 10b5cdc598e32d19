import assert from 'node:assert/strict';
import { clockUnitOf } from '../../src/protocol/clockUnitOf';
import type { TraceFacts } from '../../src/protocol/facts';

describe('clockUnitOf', () => {
  it('is cycles as soon as one recording of a session counts them', () => {
    assert.equal(clockUnitOf(session('ns')), 'ns');
    assert.equal(clockUnitOf(session('ns', 'cycles')), 'cycles');
  });
});

function session(...units: readonly ('ns' | 'cycles')[]): Pick<TraceFacts, 'sources'> {
  const sources = units.map((unit) => ({ clock: { unit } }) as TraceFacts['sources'][number]);
  return { sources };
}
