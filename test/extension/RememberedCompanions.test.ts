import assert from 'node:assert/strict';
import path from 'node:path';
import { RememberedCompanions } from '../../src/extension/RememberedCompanions';
import { KeptMemento } from './KeptMemento';

const here = { path: __filename, isGuest: true };
const gone = { path: path.join(__dirname, 'gone.trace.dat') };

describe('RememberedCompanions', () => {
  const memento = (kept?: unknown): KeptMemento => new KeptMemento(kept);

  it('remembers what belongs to a document', () => {
    const kept = memento();
    new RememberedCompanions(kept).keep('file:///a', [here]);
    const companions = new RememberedCompanions(kept);
    assert.deepEqual(companions.of('file:///a'), [here]);
    assert.deepEqual(companions.of('file:///b'), []);
  });

  it('forgets a document that is by itself again', () => {
    const kept = memento();
    const companions = new RememberedCompanions(kept);
    companions.keep('file:///a', [here]);
    companions.keep('file:///a', []);
    assert.deepEqual(kept.get(), []);
  });

  it('leaves out files that are gone', () => {
    const companions = new RememberedCompanions(memento());
    companions.keep('file:///a', [gone, here]);
    assert.deepEqual(companions.of('file:///a'), [here]);
  });

  it('keeps a hundred documents, those used last', () => {
    const kept = memento();
    const companions = new RememberedCompanions(kept);
    for (let number = 0; number <= 100; number++) companions.keep(`file:///${number}`, [here]);
    assert.deepEqual(companions.of('file:///0'), []);
    assert.deepEqual(companions.of('file:///100'), [here]);
  });

  it('is not troubled by what it does not understand', () => {
    for (const kept of [7, [7], [['file:///a', 7]], [['file:///a', [{ path: 7 }]]]]) {
      assert.deepEqual(new RememberedCompanions(memento(kept)).of('file:///a'), []);
    }
  });
});
