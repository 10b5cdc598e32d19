import assert from 'node:assert/strict';
import fc from 'fast-check';
import { GrowableFloats } from '../../src/base/GrowableFloats';

describe('GrowableFloats', () => {
  it('is empty at first', () => {
    const floats = new GrowableFloats();
    assert.equal(floats.length, 0);
    assert.deepEqual([...floats.view], []);
  });

  it('holds what was pushed, in order, however much it is', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true }), { maxLength: 100 }), (values) => {
        const floats = new GrowableFloats();
        for (const value of values) floats.push(value);
        assert.deepEqual([...floats.view], values);
      }),
    );
  });
});
