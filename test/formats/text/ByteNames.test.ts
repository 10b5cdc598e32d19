import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ByteNames } from '../../../src/formats/text/ByteNames';

describe('ByteNames', () => {
  it('numbers any names in the order they come, and finds them inside a text', () => {
    const names = fc.uniqueArray(fc.uint8Array({ maxLength: 12 }), {
      maxLength: 200,
      selector: (name) => name.join(),
    });
    fc.assert(
      fc.property(names, (all) => {
        const numbers = new ByteNames();
        all.forEach((name, index) => {
          assert.equal(numbers.find(name, 0, name.length), -1);
          assert.equal(numbers.add(name), index);
        });
        assert.equal(numbers.size, all.length);
        all.forEach((name, index) => {
          const text = Uint8Array.of(1, 2, ...name, 3);
          assert.equal(numbers.find(text, 2, 2 + name.length), index);
          assert.equal(numbers.add(name), index);
        });
      }),
    );
  });
});
