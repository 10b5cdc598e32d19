import assert from 'node:assert/strict';
import { eventAsMarkdown } from '../../../webview/panels/eventAsMarkdown';
import { cannedDetail } from '../canned/cannedEvents';

describe('eventAsMarkdown', () => {
  it('says what happened where and when, with every field', () => {
    const lines = eventAsMarkdown(cannedDetail(8), 'ns').split('\n');

    assert.equal(
      lines[0],
      '**kvm:kvm_exit** at 0.000019863 s, host CPU 1, CPU 1/KVM-1304, VM 0 vCPU 1',
    );
    assert.equal(lines[2], '- vCPU 0 of VM 0 left the guest because of EPT_VIOLATION (48).');
    assert.ok(lines.includes('| exit_reason | 0x30 | EPT_VIOLATION (48) |'));
  });
});
