import assert from 'node:assert/strict';
import { csv } from '../../../webview/format/csv';

describe('csv', () => {
  it('quotes what would break a cell', () => {
    assert.equal(csv([['a,b', 'say "x"', 'two\nlines']]), '"a,b","say ""x""","two\nlines"\r\n');
  });

  it('leaves cells without a value empty', () => {
    assert.equal(csv([[1, undefined, 2.5]]), '1,,2.5\r\n');
  });

  it('keeps names from a file from becoming formulas', () => {
    assert.equal(csv([['=1+1', '+x', '@y', '-z']]), "'=1+1,'+x,'@y,'-z\r\n");
  });

  it('leaves negative numbers numbers', () => {
    assert.equal(csv([[-1]]), '-1\r\n');
  });
});
