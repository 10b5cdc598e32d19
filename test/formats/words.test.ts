import assert from 'node:assert/strict';
import { wordsOf } from '../../src/formats/words';

const bytes = Uint8Array.of(0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99);

describe('wordsOf', () => {
  it('reads little-endian words and leaves a rest out', () => {
    assert.deepEqual([...wordsOf(bytes.slice(), true)], [0x4433_2211, 0x8877_6655]);
  });

  it('reads big-endian words, also with the top bit set', () => {
    assert.deepEqual([...wordsOf(bytes.slice(), false)], [0x1122_3344, 0x5566_7788]);
    assert.deepEqual([...wordsOf(Uint8Array.of(0xff, 0, 0, 1), false)], [0xff00_0001]);
  });

  it('reads bytes that start at an odd place', () => {
    assert.deepEqual([...wordsOf(bytes.subarray(1), true)], [0x5544_3322, 0x9988_7766]);
  });
});
