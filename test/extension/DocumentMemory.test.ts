import assert from 'node:assert/strict';
import { DocumentMemory } from '../../src/extension/DocumentMemory';
import { readLayout } from '../../src/extension/readLayout';
import type { TimelineLayout } from '../../src/protocol/notes';
import { KeptMemento } from './KeptMemento';

const layout: TimelineLayout = { order: ['cpu1'], pinned: [], collapsed: ['cpu1'], hidden: [] };
const memory = (kept: KeptMemento): DocumentMemory<TimelineLayout> =>
  new DocumentMemory(kept, { key: 'layouts', read: readLayout });

describe('the layouts of documents', () => {
  it('are there the next time', () => {
    const kept = new KeptMemento();
    memory(kept).keep('file:///a', layout);

    assert.deepEqual(memory(kept).of('file:///a'), layout);
    assert.equal(memory(kept).of('file:///b'), undefined);
  });

  it('are told of all documents but one', () => {
    const layouts = memory(new KeptMemento());
    for (const name of ['a', 'b', 'c']) {
      layouts.keep(`file:///${name}`, { ...layout, order: [name] });
    }

    const others = layouts.ofOthers('file:///b').map(({ order }) => order);
    assert.deepEqual(others, [['c'], ['a']]);
  });

  it('are of the hundred documents used last', () => {
    const layouts = memory(new KeptMemento());
    for (let number = 0; number <= 100; number++) layouts.keep(`file:///${number}`, layout);
    layouts.keep('file:///1', { ...layout, order: [] });

    assert.equal(layouts.of('file:///0'), undefined);
    assert.deepEqual(layouts.of('file:///1'), { ...layout, order: [] });
  });

  it('are none where what was kept is none', () => {
    const lanes = Array.from({ length: 30_000 }, () => 'cpu0');
    for (const kept of [
      ...[7, [7], [['file:///a', 7]], [['file:///a', { ...layout, order: lanes }]]],
      ...[[['file:///a', { ...layout, hidden: [7] }]], [[7, layout]]],
    ]) {
      assert.equal(memory(new KeptMemento(kept)).of('file:///a'), undefined);
    }
  });
});
