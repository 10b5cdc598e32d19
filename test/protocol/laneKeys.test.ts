import assert from 'node:assert/strict';
import { vcpuKey, vcpuLaneKey, vcpuOfKey } from '../../src/protocol/laneKeys';

describe('The key of a vCPU', () => {
  it('is read back as the vCPU that it was made of', () => {
    const of = { vm: 12, vcpu: 340 };
    assert.equal(vcpuKey(of), 'vm12/vcpu340');
    assert.deepEqual(vcpuOfKey(vcpuKey(of)), of);
  });

  it('begins the keys of its lanes', () => {
    assert.equal(vcpuLaneKey({ vm: 0, vcpu: 1 }, 'strategy'), 'vm0/vcpu1/strategy');
  });

  it('is no other word of a category, and no key of a lane', () => {
    for (const word of [
      'idle',
      'other vCPU',
      '',
      'vm0/vcpu1/state',
      'vm/vcpu',
      'store vm0/vcpu1',
    ]) {
      assert.equal(vcpuOfKey(word), undefined, word);
    }
  });
});
