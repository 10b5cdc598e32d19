import assert from 'node:assert/strict';
import { WindowHistory } from '../../../src/analyses/idle/WindowHistory';

/** kvm_halt_poll_ns events as domain reference H writes them: `new(g|s)old`, split by spaces. */
function history(events: string): WindowHistory {
  const windows = new WindowHistory();
  for (const event of events.split(' ')) {
    const [newNs, oldNs] = event.split(/[gs]/).map(Number);
    windows.change(newNs!, oldNs!);
  }
  return windows;
}

describe('WindowHistory', () => {
  it('sees kernels from 6.1 on cut the window at the next halt, and shrink by half (V36)', () => {
    const { cutAtHalt, cutWhenGrown, halved, dropped } = history(
      '10000g0 20000g10000 40000g20000 80000g40000 160000g80000 320000g160000 100000s200000 50000s100000',
    );
    assert.deepEqual([cutAtHalt, cutWhenGrown, halved, dropped], [1, 0, 2, 0]);
  });

  it('sees kernels before 6.1 cut the window as it grows, and drop it (V37)', () => {
    const { cutAtHalt, cutWhenGrown, halved, dropped } = history(
      '10000g0 20000g10000 40000g20000 80000g40000 160000g80000 200000g160000 0s200000 10000g0 0s10000',
    );
    assert.deepEqual([cutAtHalt, cutWhenGrown, halved, dropped], [0, 1, 0, 1]);
  });

  it('cannot tell from a drop below twice the first step: either rule has it (V39)', () => {
    const { halved, dropped } = history('10000g0 0s10000');
    assert.deepEqual([halved, dropped], [0, 0]);
  });
});
