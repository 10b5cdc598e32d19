import assert from 'node:assert/strict';
import { LruMap } from '../../src/base/LruMap';

describe('LruMap', () => {
  it('drops what was asked for longest ago when it gets too heavy', () => {
    const map = new LruMap<string, number>(10);
    map.set('a', 1, 4);
    map.set('b', 2, 4);
    assert.equal(map.get('a'), 1);
    map.set('c', 3, 4);
    assert.equal(map.get('b'), undefined);
    assert.equal(map.get('a'), 1);
    assert.equal(map.get('c'), 3);
  });

  it('counts a key that is set again once', () => {
    const map = new LruMap<string, number>(10);
    map.set('a', 1, 6);
    map.set('a', 2, 6);
    map.set('b', 3, 4);
    assert.equal(map.get('a'), 2);
    assert.equal(map.get('b'), 3);
  });

  it('keeps the last one, however heavy', () => {
    const map = new LruMap<string, number>(10);
    map.set('a', 1, 5);
    map.set('b', 2, 50);
    assert.equal(map.get('a'), undefined);
    assert.equal(map.get('b'), 2);
    map.set('c', 3, 5);
    assert.equal(map.get('b'), undefined);
  });
});
