import assert from 'node:assert/strict';
import { compareMarkdown } from '../../src/export/compareMarkdown';
import { compareRuns } from '../../src/queries/compare/compareRuns';
import { madeProfile } from '../support/compare/madeProfile';

const load = { 'exits.HLT': 400, 'wakes.ipi': 400 };
const HEADING = '## What makes the runs less comparable';

describe('compareMarkdown', () => {
  it('tells once why nothing is compared, and takes no markup from a path', () => {
    const a = madeProfile({ rates: load });
    const sources = [{ ...a.facts.sources[0]!, path: 'b*1*.dat' }];
    const empty = madeProfile({ facts: { vcpus: [], vms: 0, eventCounts: {}, sources } });
    const markdown = compareMarkdown(compareRuns([a], [[empty]])[0]!);
    assert.match(markdown, /\*\*Nothing could be compared\. B, b\\\*1\\\*\.dat, holds nothing/);
    assert.equal(markdown.match(/holds nothing to compare/g)?.length, 1);
    assert.ok(!markdown.includes(HEADING));
  });

  it('has what makes runs less comparable, and no more, where rows are compared', () => {
    const a = madeProfile({ rates: load });
    const b = madeProfile({ rates: load, facts: { guestShare: 0.01 } });
    const markdown = compareMarkdown(compareRuns([a], [[b]])[0]!);
    const [, table = ''] = markdown.split(`${HEADING}\n\n`);
    assert.deepEqual(
      table
        .trim()
        .split('\n')
        .map((line) => line.split(' | ')[0]),
      ['| what', '| ---', '| load (guest time)'],
    );
  });
});
