import assert from 'node:assert/strict';
import fc from 'fast-check';
import { loosePairs } from '../../../src/formats/text/loosePairs';

const told = (payload: string): Record<string, string> =>
  Object.fromEntries(loosePairs(payload).map(({ name, value }) => [name, value]));

describe('loosePairs', () => {
  it('finds names and values with blanks and quotes in them', () => {
    assert.deepEqual(told('comm=CPU 0/KVM pid=7, name="a = b" x = 1'), {
      comm: 'CPU 0/KVM',
      pid: '7',
      name: '"a = b"',
      x: '1',
    });
  });

  it('finds names before numbers where there is no sign between them', () => {
    assert.deepEqual(told('gfn 1a2 level: 2 spte 0x8000 what'), {
      gfn: '1a2',
      level: '2',
      spte: '0x8000',
    });
  });

  it('keeps the first of two values with one name', () => {
    assert.deepEqual(told('a=1 a=2'), { a: '1' });
  });

  it('looks at any payload for a bounded time', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', '=', '"', ','), maxLength: 5000 }),
        (payload) => {
          assert.ok(loosePairs(payload).length <= 64);
        },
      ),
      { numRuns: 30 },
    );
  });
});
