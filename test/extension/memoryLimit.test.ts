import assert from 'node:assert/strict';
import { memoryLimitBytes } from '../../src/engine/node/memoryLimit';

const mb = 2 ** 20;

describe('memoryLimitBytes', () => {
  it('is 60 % of the memory there is', () => {
    assert.equal(
      memoryLimitBytes({ totalBytes: 1000 * mb, constrainedBytes: 0 }, undefined),
      600 * mb,
    );
  });

  it('keeps to the limit of a container', () => {
    const memory = { totalBytes: 1000 * mb, constrainedBytes: 500 * mb };

    assert.equal(memoryLimitBytes(memory, undefined), 300 * mb);
  });

  it('ignores the huge number by which systems say "no limit"', () => {
    const memory = { totalBytes: 1000 * mb, constrainedBytes: 2 ** 64 };

    assert.equal(memoryLimitBytes(memory, undefined), 600 * mb);
  });

  it('is what the user set, below and above the usual', () => {
    const memory = { totalBytes: 1000 * mb, constrainedBytes: 0 };

    assert.equal(memoryLimitBytes(memory, 100), 100 * mb);
    assert.equal(memoryLimitBytes(memory, 800), 800 * mb);
  });

  it('never takes all of the memory, whatever the user set', () => {
    assert.equal(memoryLimitBytes({ totalBytes: 1000 * mb, constrainedBytes: 0 }, 5000), 900 * mb);
  });
});
