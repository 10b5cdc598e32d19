import assert from 'node:assert/strict';
import { findingsText } from '../../src/cli/findingsText';
import type { Finding } from '../../src/protocol/Finding';
import { TimeWords } from '../../src/queries/findings/phrases';

const finding: Finding = {
  id: 'lost-events',
  severity: 'warning',
  title: 'Events were lost',
  text: 'Some of them.',
  contradiction: 'None.',
  vcpus: [],
  evidenceNs: [47_034_854, 1_047_034_854],
  confidence: 'certain',
};

describe('findingsText', () => {
  it('says when to look in the unit of the clock', () => {
    const seenBy = (unit: 'ns' | 'cycles'): string | undefined =>
      /See: .*/.exec(findingsText([finding], new TimeWords(unit, 2e9)))?.[0];
    assert.equal(seenBy('ns'), 'See: 0.047034854 s, 1.047034854 s');
    assert.equal(seenBy('cycles'), 'See: 47,034,854 cycles, 1,047,034,854 cycles');
  });

  it('says so where nothing stands out', () => {
    assert.equal(findingsText([], new TimeWords('ns', 2e9)), 'Nothing stands out.\n');
  });
});
