import assert from 'node:assert/strict';
import { csvText } from '../../src/base/csvText';

describe('csvText', () => {
  it('quotes what would break a cell', () => {
    assert.equal(csvText([['a,b', 'say "x"', 'two\nlines']]), '"a,b","say ""x""","two\nlines"\n');
  });

  it('leaves cells without a value empty', () => {
    assert.equal(csvText([[1, undefined, null, 2.5]]), '1,,,2.5\n');
  });

  it('keeps names from a file from becoming formulas, and negative numbers numbers', () => {
    assert.equal(csvText([['=1+1', '+x', '@y', '-z', -1]]), `"'=1+1","'+x","'@y","'-z",-1\n`);
  });
});
