import assert from 'node:assert/strict';
import { contextFlags } from '../../../src/formats/text/contextFlags';

function flagsOf(letters: string): number {
  const bytes = Buffer.from(letters);
  return contextFlags(bytes, 0, bytes.length);
}

describe('contextFlags', () => {
  it('gives the bits of common_flags for the letters that stand for them', () => {
    assert.equal(flagsOf('.....'), 0);
    assert.equal(flagsOf('d..2.'), 0x01);
    assert.equal(flagsOf('dNs2.'), 0x01 | 0x04 | 0x20 | 0x10);
    assert.equal(flagsOf('d.h1.'), 0x01 | 0x08);
    assert.equal(flagsOf('..H..'), 0x08 | 0x10);
    assert.equal(flagsOf('D.Z..'), 0x01 | 0x80 | 0x40 | 0x08);
  });

  it('reads them as trace-cmd report -R -l prints them', () => {
    assert.equal(flagsOf('-0x9'), 0x09);
    assert.equal(flagsOf('-0xzz'), 0);
  });

  it('takes a letter that no kernel prints for no flag', () => {
    assert.equal(flagsOf('?!#'), 0);
    assert.equal(flagsOf('d'), 0);
  });
});
