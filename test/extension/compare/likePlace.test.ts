import assert from 'node:assert/strict';
import { likePlace } from '../../../src/extension/compare/likePlace';

const place = { lane: 'vm0/vcpu1/strategy', timeNs: 30, fromNs: 30, toNs: 35 };
const load = { fromNs: 10, toNs: 110 };
const otherVcpu = () => ({ vm: 0, vcpu: 4 });

describe('The place of another run that an example is like', () => {
  it('is as long after the load’s start, on the vCPU that does the same work', () => {
    const otherLoad = { fromNs: 1_000, toNs: 1_100 };

    assert.deepEqual(likePlace(place, { load, otherLoad, otherVcpu }), {
      lane: 'vm0/vcpu4/state',
      timeNs: 1_020,
      fromNs: 1_020,
      toNs: 1_025,
    });
  });

  it('is at the same part of a load that is over by then', () => {
    const otherLoad = { fromNs: 1_000, toNs: 1_010 };

    assert.equal(likePlace(place, { load, otherLoad, otherVcpu }).timeNs, 1_002);
  });
});
