import assert from 'node:assert/strict';
import { faultsText } from '../../../../webview/panels/pages/faultsText';

describe('faultsText', () => {
  it('says what a list of faults is restricted to', () => {
    const selection = {
      vm: 0,
      vcpu: 2,
      gpa: 0x2000000,
      line: 3,
      cause: 'sharing',
      timeNs: [1e9, 2e9],
    } as const;

    assert.equal(
      faultsText(selection, 'ns'),
      'sharing, VM 0 vCPU 2, page 0x2000000, line 3, 1.000 s – 2.000 s',
    );
  });

  it('is empty where nothing restricts it', () => {
    assert.equal(faultsText({}, 'ns'), '');
  });
});
