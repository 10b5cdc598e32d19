import assert from 'node:assert/strict';
import { nodeDecompressor } from '../../src/engine/node/nodeDecompressor';
import { fuzzInputs } from '../support/fuzz/fuzzInputs';
import { fuzzCase, fuzzTraces } from '../support/fuzz/fuzzTraces';

const SEED = 20;
const CASES = 1000;

/** `npm run fuzz` does the same for longer, with another seed each time. */
describe('damaged recordings', function () {
  this.timeout(120_000);

  it('are refused or shown with what is left of them, within time and memory', async () => {
    const decompressor = await nodeDecompressor();
    const inputs = fuzzInputs(decompressor);
    const { cases, opened, refused } = fuzzTraces({
      inputs,
      decompressor,
      seed: SEED,
      firstCase: 0,
      goesOn: (caseNumber) => caseNumber < CASES,
    });
    assert.equal(cases, CASES);
    assert.ok(opened > 0 && refused > 0, 'both outcomes were seen');
  });

  it('are the same again for the same seed', async () => {
    const inputs = fuzzInputs(await nodeDecompressor());
    const damaged = (caseNumber: number): Uint8Array => {
      const { source } = fuzzCase(inputs, SEED, caseNumber);
      const bytes = new Uint8Array(source.size);
      source.read(bytes, 0);
      return bytes;
    };
    assert.deepEqual(damaged(17), damaged(17));
    assert.notDeepEqual(damaged(17), damaged(18));
  });
});
