import assert from 'node:assert/strict';
import { atOnce, inSteps } from '../../src/base/steps';
import type { Steps } from '../../src/base/steps';

function* counted(did: string[], last: string): Steps<string> {
  did.push('first');
  yield;
  did.push('second');
  yield;
  did.push('third');
  return last;
}

describe('work in steps', () => {
  it('is done at once where nobody waits', () => {
    const did: string[] = [];
    assert.equal(atOnce(counted(did, 'result')), 'result');
    assert.deepEqual(did, ['first', 'second', 'third']);
  });

  it('pauses after each piece, and not once it is done', async () => {
    const did: string[] = [];
    const pause = (): Promise<void> => {
      did.push('pause');
      return Promise.resolve();
    };
    assert.equal(await inSteps(counted(did, 'result'), pause), 'result');
    assert.deepEqual(did, ['first', 'pause', 'second', 'pause', 'third']);
  });
});
