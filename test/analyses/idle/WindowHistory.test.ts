import assert from 'node:assert/strict';
import { WindowHistory } from '../../../src/analyses/idle/WindowHistory';

describe('WindowHistory', () => {
  it('puts a change to the halt that ends after it', () => {
    const windows = new WindowHistory();
    windows.haltEnd(5_000_000);
    windows.change(10_000, 0);
    windows.haltEnd(50_000);
    assert.deepEqual(
      [...windows.steps()],
      [
        { haltNs: 5_000_000, change: undefined },
        { haltNs: 50_000, change: { newNs: 10_000, oldNs: 0 } },
      ],
    );
    assert.deepEqual([windows.grown, windows.shrunk], [1, 0]);
  });

  it('marks where halts may be missing: after a loss, and where a change has no halt', () => {
    const windows = new WindowHistory();
    windows.haltEnd(1000);
    windows.interrupt();
    windows.change(10_000, 0);
    windows.change(20_000, 10_000);
    windows.haltEnd(2000);
    const halts = [...windows.steps()].map((step) => step?.change?.newNs ?? step?.haltNs);
    assert.deepEqual(halts, [1000, undefined, undefined, 20_000]);
  });

  it('keeps the length of a halt of hours as longer than any window', () => {
    const windows = new WindowHistory();
    windows.haltEnd(1e13);
    const [step] = [...windows.steps()];
    assert.ok(step!.haltNs > 4e9);
  });

  it('keeps the first 65,536 halts', () => {
    const windows = new WindowHistory();
    for (let at = 0; at < 70_000; at++) windows.haltEnd(at);
    assert.equal([...windows.steps()].length, 65_536);
  });

  it('tells for how long halts a host polls: longer than what grew a window, no longer than what got none', () => {
    const windows = new WindowHistory();
    windows.haltEnd(300_000, true);
    windows.change(10_000, 0);
    windows.haltEnd(60_000, true);
    windows.haltEnd(8000);
    windows.change(0, 10_000);
    windows.haltEnd(900_000);
    assert.deepEqual([windows.longestGrownNs, windows.shortestNotGrownNs], [60_000, 300_000]);
  });

  it('takes a window that never changed, and was none once, for none all the time', () => {
    const windows = new WindowHistory();
    windows.haltEnd(600);
    assert.equal(windows.shortestNotGrownNs, -1);
    windows.haltEnd(300_000, true);
    assert.equal(windows.shortestNotGrownNs, 600);
  });
});
