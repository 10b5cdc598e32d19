import assert from 'node:assert/strict';
import { plainMarkdown } from '../../src/extension/language/plainMarkdown';

describe('plainMarkdown', () => {
  it('takes every sign of markup for a sign', () => {
    assert.equal(
      plainMarkdown('[x](command:a) <b> `c` *d*'),
      '\\[x\\]\\(command\\:a\\) \\<b\\> \\`c\\` \\*d\\*',
    );
  });

  it('keeps words, numbers and single blanks, so that lines can break', () => {
    assert.equal(plainMarkdown('CPU 0\n  KVM äß'), 'CPU 0 KVM äß');
  });
});
