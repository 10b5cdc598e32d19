import assert from 'node:assert/strict';
import { runChoices } from '../../../src/extension/compare/runChoices';

describe('Recordings that are offered for a comparison', () => {
  it('are the open ones, then those opened last, each once', () => {
    assert.deepEqual(runChoices(['a', 'b'], ['b', 'c'], []), [
      { uri: 'a', isOpen: true },
      { uri: 'b', isOpen: true },
      { uri: 'c', isOpen: false },
    ]);
  });

  it('leave out what is picked already', () => {
    assert.deepEqual(runChoices(['a', 'b'], ['c'], ['a', 'c']), [{ uri: 'b', isOpen: true }]);
  });
});
