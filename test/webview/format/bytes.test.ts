import assert from 'node:assert/strict';
import { formatBytes } from '../../../webview/format/bytes';

describe('formatBytes', () => {
  it('chooses the unit by the size', () => {
    assert.equal(formatBytes(0), '0 bytes');
    assert.equal(formatBytes(4_096), '4.1 kB');
    assert.equal(formatBytes(612_000_000), '612 MB');
    assert.equal(formatBytes(1_893_204_992), '1.9 GB');
  });

  it('carries into the next unit', () => {
    assert.equal(formatBytes(999_600), '1.0 MB');
  });
});
