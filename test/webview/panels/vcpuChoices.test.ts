import assert from 'node:assert/strict';
import { choiceNumber, vcpuChoices, vmChoices } from '../../../webview/panels/vcpuChoices';
import { cannedFacts } from '../canned/cannedFacts';

const { vms } = cannedFacts(1);

describe('vmChoices', () => {
  it('names VMs by what is known of them', () => {
    assert.deepEqual(
      vmChoices(vms).map(({ label }) => label),
      ['All VMs', 'VM 0 (web-frontend)', 'VM 1 (pid 2044)'],
    );
  });
});

describe('vcpuChoices', () => {
  it('lists the vCPUs of the chosen VM with their threads', () => {
    assert.deepEqual(
      vcpuChoices(vms, 1).map(({ label }) => label),
      ['All vCPUs', 'vCPU 0 (tid 2051)', 'vCPU 1 (tid 2052)'],
    );
  });

  it('lists vCPU numbers once where several VMs have them', () => {
    assert.deepEqual(
      vcpuChoices(vms, undefined).map(({ label }) => label),
      ['All vCPUs', 'vCPU 0', 'vCPU 1', 'vCPU 2', 'vCPU 3'],
    );
  });
});

describe('choiceNumber', () => {
  it('tells vCPU 0 from no choice', () => {
    assert.equal(choiceNumber('0'), 0);
    assert.equal(choiceNumber(''), undefined);
  });
});
