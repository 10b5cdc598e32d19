import assert from 'node:assert/strict';
import type { RunProfile, VcpuPair } from '../../../src/protocol/compare';
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
    const { profile, lacked } = pairVcpus(run, run, pairs);
    assert.equal(lacked, undefined);
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

  it('leaves all as they are without pairs', () => {
    assert.equal(pairVcpus(run, run, []).profile, run);
  });

  it('says which run lacks a vCPU of the pairs, and which ones it has', () => {
    const [zero, other] = [
      { vm: 0, vcpu: 0 },
      { vm: 1, vcpu: 0 },
    ];
    const lackedIn = (vcpusOfB: RunProfile['facts']['vcpus'], pair: VcpuPair): unknown => {
      const b = { ...run, facts: { ...run.facts, vcpus: vcpusOfB } };
      return pairVcpus(run, b, [pair]).lacked;
    };
    const file = run.facts.sources[0]!.path;
    assert.equal(
      lackedIn(vcpus, { a: zero, b: other }),
      `B (${file}) has no vCPU 1.0; it has 0.0 to 0.2.`,
    );
    assert.equal(
      lackedIn([other, { vm: 1, vcpu: 1 }], { a: other, b: other }),
      `A (${file}) has no vCPU 1.0; it has 0.0 to 0.2.`,
    );
    assert.equal(
      lackedIn([zero, { vm: 0, vcpu: 2 }, other], { a: zero, b: { vm: 0, vcpu: 1 } }),
      `B (${file}) has no vCPU 0.1; it has 0.0, 0.2 and 1.0.`,
    );
    assert.match(String(lackedIn([], { a: zero, b: zero })), /has no vCPU 0\.0; it has none\.$/);
    const even = Array.from({ length: 20 }, (_, index) => ({ vm: 0, vcpu: index * 2 }));
    assert.match(
      String(lackedIn(even, { a: zero, b: other })),
      /it has 0\.0, .*, 0\.14 and others\.$/,
    );
  });
});
