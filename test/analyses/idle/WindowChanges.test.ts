import assert from 'node:assert/strict';
import { WindowChanges } from '../../../src/analyses/idle/WindowChanges';

describe('WindowChanges', () => {
  it('joins neighbours of very many changes, and keeps the larger window', () => {
    const changes = new WindowChanges();
    for (let at = 0; at < 100_000; at++) changes.add(at, at === 1001 ? 320_000 : 10_000);
    assert.ok(changes.length > 10_000 && changes.length <= 1 << 15);
    const windows = Array.from({ length: changes.length }, (_, at) => changes.windowNs(at));
    assert.equal(windows.filter((windowNs) => windowNs === 320_000).length, 1);
    const times = Array.from({ length: changes.length }, (_, at) => changes.timeNs(at));
    assert.ok(times.every((timeNs, at) => at === 0 || timeNs > times[at - 1]!));
  });
});
