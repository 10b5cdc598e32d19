import assert from 'node:assert/strict';
import { atLeast, selectionText } from '../../../../webview/panels/idle/selectionText';

describe('selectionText', () => {
  it('is empty when nothing is restricted', () => {
    assert.equal(selectionText({}, 'ns'), '');
  });

  it('names the vCPU, the strategy and the waker', () => {
    const selection = { vm: 0, vcpu: 2, strategy: 'hlt-block', cause: 'ipi', sourceVcpu: 1 };

    assert.equal(
      selectionText(selection, 'ns'),
      'VM 0 vCPU 2, hlt-block, woken by IPI from vCPU 1',
    );
  });

  it('names a thread that woke, and none where none is known', () => {
    const device = { cause: 'device', sourceVcpu: null };

    assert.equal(
      selectionText({ ...device, sourceTid: 1290 }, 'ns'),
      'woken by Device, thread 1290',
    );
    assert.equal(selectionText({ ...device, sourceTid: null }, 'ns'), 'woken by Device');
  });

  it('gives bounds in the unit of the clock', () => {
    const lengthNs = [1_000, 2_000] as const;

    assert.equal(selectionText({ lengthNs }, 'ns'), 'idle for 1.000 µs to 2.000 µs');
    assert.equal(selectionText({ latencyNs: atLeast(5e6) }, 'ns'), 'latency at least 5.000 ms');
    assert.equal(selectionText({ lengthNs }, 'cycles'), 'idle for 1.000 kcyc to 2.000 kcyc');
  });
});
