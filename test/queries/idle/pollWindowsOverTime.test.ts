import assert from 'node:assert/strict';
import { pollWindowsOverTime } from '../../../src/queries/idle/pollWindowsOverTime';
import { vectorTrace } from '../../support/idle/vectorTrace';

async function windowsOf(text: string, bins: number): Promise<readonly (readonly number[])[]> {
  const trace = await vectorTrace(text);
  const { idle, directory } = trace.passes;
  const time = { fromNs: 0, toNs: trace.durationNs, bins };
  const windows = pollWindowsOverTime(idle.lanes, directory.refs(), () => true, time);
  return windows.map(({ largestNs }) => [...largestNs]);
}

describe('pollWindowsOverTime', () => {
  it('goes by every change, also of halts that were not recorded', async () => {
    const windows = await windowsOf(
      `0 c0 T0 EN   25 c0 T0 HP 20000(g)10000   55 c0 T0 HP 40000(g)20000   100 c0 T0 EX 30`,
      10,
    );
    const [before, once, twice] = [10_000, 20_000, 40_000];
    assert.deepEqual(windows, [
      [before, before, once, once, once, twice, twice, twice, twice, twice],
    ]);
  });

  it('shows the larger of two windows in one bin', async () => {
    const windows = await windowsOf(
      `0 c0 T0 EN   11 c0 T0 HP 20000(g)10000   14 c0 T0 HP 0(s)20000   40 c0 T0 EX 30`,
      4,
    );
    assert.deepEqual(windows, [[10_000, 20_000, 0, 0]]);
  });

  it('shows a window as it was cut, also before the event that tells of it', async () => {
    const windows = await windowsOf(
      `0 c0 T0 EN   10 c0 T0 HP 320000(g)160000   20 c0 T0 HP 100000(s)200000
       30 c0 T0 HP 400000(g)100000   40 c0 T0 EX 30`,
      4,
    );
    assert.deepEqual(windows, [[160_000, 200_000, 200_000, 200_000]]);
  });

  it('tells nothing before a vCPU’s first event, nor of one whose window never changed', async () => {
    const windows = await windowsOf(
      `0 c1 T1 EN   20 c0 T0 EN   25 c0 T0 HP 20000(g)10000   30 c0 T0 EX 30   40 c1 T1 EX 30`,
      4,
    );
    assert.deepEqual(windows, [[NaN, NaN, 20_000, 20_000]]);
  });
});
