import assert from 'node:assert/strict';
import { printable } from '../../src/cli/printable';

describe('printable', () => {
  it('spells out what would steer a terminal, and leaves lines and names as they are', () => {
    assert.equal(printable('\u001b[31mCPU 0/KVM\u0007'), '\\x1b[31mCPU 0/KVM\\x07');
    assert.equal(printable('µs\tLinux\n'), 'µs\tLinux\n');
  });
});
