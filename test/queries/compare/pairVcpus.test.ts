import assert from 'node:assert/strict';
import type { RunProfile } from '../../../src/protocol/compare';
import { pairVcpus } from '../../../src/queries/compare/pairVcpus';
import { madeProfile } from '../../support/compare/madeProfile';

const vcpus = [0, 1, 2].map((vcpu) => ({ vm: 0, vcpu }));

/** vCPU n exits (n + 1) * 100 times a second. */
const run: RunProfile = {
  ...madeProfile({ facts: { vcpus } }),
  series: vcpus.flatMap((vcpu) =>
    madeProfile({ rates: { 'exits.HLT': (vcpu.vcpu + 1) * 100 } }).series.map((of) => ({
      ...of,
      vcpu,
    })),
  ),
};

function order(profile: RunProfile): readonly (number | undefined)[] {
  return profile.series.map(({ vcpu }) => vcpu?.vcpu);
}

describe('pairVcpus', () => {
  it('numbers a vCPU as the one it is paired with, and gives that one’s number away', () => {
    const pairs = [{ a: { vm: 0, vcpu: 1 }, b: { vm: 0, vcpu: 0 } }];
    const { profile, unknown } = pairVcpus(run, run, pairs);
    assert.equal(unknown, undefined);
    assert.deepEqual(order(profile), [1, 0, 2]);
    assert.deepEqual(
      profile.facts.vcpus.map(({ vcpu }) => vcpu),
      [1, 0, 2],
    );
  });

  it('gives every vCPU a number of its own', () => {
    const pairs = [
      { a: { vm: 0, vcpu: 2 }, b: { vm: 0, vcpu: 0 } },
      { a: { vm: 0, vcpu: 0 }, b: { vm: 0, vcpu: 1 } },
    ];
    assert.deepEqual(order(pairVcpus(run, run, pairs).profile), [2, 0, 1]);
  });

  it('leaves all as they are without pairs, and says which vCPU there is not', () => {
    assert.equal(pairVcpus(run, run, []).profile, run);
    const pairs = [{ a: { vm: 0, vcpu: 0 }, b: { vm: 1, vcpu: 0 } }];
    assert.equal(pairVcpus(run, run, pairs).unknown, '1.0 in B');
  });
});
