import assert from 'node:assert/strict';
import { formatShare } from '../../../webview/format/share';

describe('formatShare', () => {
  it('shows a tenth of a percent', () => {
    assert.equal(formatShare(0.9194), '91.9 %');
  });

  it('shows neither little as nothing nor most as all', () => {
    assert.equal(formatShare(0), '0 %');
    assert.equal(formatShare(0.000_2), '<0.1 %');
    assert.equal(formatShare(0.999_96), '>99.9 %');
    assert.equal(formatShare(1), '100 %');
  });
});
