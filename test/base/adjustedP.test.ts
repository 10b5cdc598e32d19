import assert from 'node:assert/strict';
import fc from 'fast-check';
import { falseDiscoveryP, familywiseP } from '../../src/base/adjustedP';

const ps = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 50 });

describe('p-values of many tests', () => {
  it('are raised by the number of tests, less for those that others of small p stand beside', () => {
    const raised = falseDiscoveryP([0.04, 0.01, 0.03, 0.5]).map((p) => p.toFixed(4));
    assert.deepEqual(raised, ['0.0533', '0.0400', '0.0533', '0.5000']);
  });

  it('are raised one after the other where not one may be chance', () => {
    const raised = familywiseP([0.04, 0.01, 0.03]).map((p) => p.toFixed(2));
    assert.deepEqual(raised, ['0.06', '0.03', '0.06']);
  });

  it('never fall, keep their order and stay probabilities', () => {
    fc.assert(
      fc.property(ps, (all) => {
        for (const adjusted of [falseDiscoveryP(all), familywiseP(all)]) {
          adjusted.forEach((p, at) => {
            assert.ok(p >= all[at]! && p <= 1);
            all.forEach((other, index) => {
              if (other < all[at]!) assert.ok(adjusted[index]! <= p);
            });
          });
        }
      }),
    );
  });
});
