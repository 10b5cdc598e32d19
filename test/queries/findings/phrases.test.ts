import assert from 'node:assert/strict';
import {
  counted,
  grouped,
  listed,
  percent,
  TimeWords,
} from '../../../src/queries/findings/phrases';

describe('the words of findings', () => {
  it('give durations three digits', () => {
    const words = new TimeWords('ns', 1e9);
    assert.deepEqual(
      [0, 7, 999, 1234, 45_670, 456_700, 1_234_567, 12.5e9].map((ns) => words.duration(ns)),
      ['0 ns', '7 ns', '999 ns', '1.23 µs', '45.7 µs', '457 µs', '1.23 ms', '12.5 s'],
    );
  });

  it('group whole numbers as British English does', () => {
    const numbers = [
      0,
      -7,
      999,
      1000,
      -1000,
      123_456,
      1_234_567,
      Number.MAX_SAFE_INTEGER,
      1e21,
      12.5,
    ];
    assert.deepEqual(
      numbers.map(grouped),
      numbers.map((number) => number.toLocaleString('en-GB')),
    );
  });

  it('give rates over the whole trace', () => {
    const words = new TimeWords('ns', 2e9);
    assert.equal(words.rate(2468), '1,234/s');
    assert.equal(words.rate(5), '2.5/s');
    assert.equal(words.burn(24e6), '12.0 ms/s');
  });

  it('give a time to its last digit', () => {
    assert.equal(new TimeWords('ns', 2e9).instant(1_047_034_854), '1.047034854 s');
  });

  it('never take cycles for ns', () => {
    const words = new TimeWords('cycles', 2e9);
    assert.equal(words.duration(45_678), '45,678 cycles');
    assert.equal(words.rate(2468), '1,234 per 10⁹ cycles');
    assert.equal(words.burn(24e6), '1.2 %');
    assert.equal(words.instant(47_034_854), '47,034,854 cycles');
  });

  it('count, list and share', () => {
    assert.equal(counted(1, 'halt'), '1 halt');
    assert.equal(counted(1204, 'halt'), '1,204 halts');
    assert.equal(listed(['a', 'b', 'c']), 'a, b and c');
    assert.equal(listed(['a']), 'a');
    assert.deepEqual([percent(0.0712), percent(0.853), percent(1)], ['7.1 %', '85 %', '100 %']);
  });
});
