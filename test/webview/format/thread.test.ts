import assert from 'node:assert/strict';
import { formatThread } from '../../../webview/format/thread';

describe('formatThread', () => {
  it('shows what is recorded of a thread', () => {
    assert.equal(formatThread('CPU 0/KVM', 1303), 'CPU 0/KVM-1303');
    assert.equal(formatThread('<idle>', 0), '<idle>-0');
    assert.equal(formatThread('CPU 0/KVM', null), 'CPU 0/KVM');
    assert.equal(formatThread('', -1), '');
  });
});
