import assert from 'node:assert/strict';
import type { RunProfile, RunVcpu } from '../../../src/protocol/compare';
import { compareRuns } from '../../../src/queries/compare/compareRuns';
import { pairVcpus } from '../../../src/queries/compare/pairVcpus';
import { rolePairing } from '../../../src/queries/compare/rolePairing';
import { madeProfile } from '../../support/compare/madeProfile';

const zero = { vm: 0, vcpu: 0 };
const one = { vm: 0, vcpu: 1 };

/** Of 100,000 times 10 µs a second. */
const sender = { 'state.guest': 90_000, 'exits.MSR_WRITE': 900, 'exits.HLT': 5 };
const receiver = {
  'state.guest': 8000,
  'state.blocked': 90_000,
  'exits.HLT': 800,
  'wakes.ipi': 800,
};

type Rates = Readonly<Record<string, number>>;

function runOf(works: readonly (readonly [RunVcpu, Rates])[], seed = 3): RunProfile {
  return {
    ...madeProfile({ facts: { vcpus: works.map(([vcpu]) => vcpu) } }),
    series: works.flatMap(([vcpu, rates], index) =>
      madeProfile({ rates, seed: seed + index }).series.map((of) => ({ ...of, vcpu })),
    ),
  };
}

const run = runOf([
  [zero, sender],
  [one, receiver],
]);
const swapped = runOf(
  [
    [zero, receiver],
    [one, sender],
  ],
  9,
);

describe('rolePairing', () => {
  it('leaves vCPUs with the same number together where they do the same work', () => {
    const again = runOf(
      [
        [zero, sender],
        [one, receiver],
      ],
      9,
    );
    const { applied, hint } = rolePairing(run, again);
    assert.deepEqual([applied, hint], [[], []]);
  });

  it('says where they clearly do each other’s work, with what tells it, and compares by number still', () => {
    const { applied, hint, reason } = rolePairing(run, swapped);
    assert.deepEqual(applied, []);
    assert.deepEqual(hint, [
      { a: zero, b: one },
      { a: one, b: zero },
    ]);
    assert.match(
      reason,
      /vCPU 0\.0 of A looks like 0\.1 of B \(90 % of its time in guest mode, as/,
    );
    const { profile } = pairVcpus(run, swapped, []);
    assert.deepEqual(profile.series, swapped.series);
    const [comparison] = compareRuns([run], [[profile]]);
    const row = comparison!.comparable.find(({ what }) => what === 'roles of vCPUs');
    assert.match(row!.text, /--pair 0\.0=0\.1 --pair 0\.1=0\.0/);
    const doubtful = comparison!.differences.filter(({ doubts }) => doubts.includes(row!.what));
    assert.ok(doubtful.length > 0 && doubtful.every(({ vcpu }) => vcpu !== null));
  });

  it('gives no hint where vCPUs take turns', () => {
    const turning = (other: RunProfile): RunProfile => ({
      ...run,
      series: [...run.series, ...other.series].map((of, index) => ({
        ...of,
        counts: of.counts && half(of.counts, index >= run.series.length),
        timesNs: of.timesNs && half(of.timesNs, index >= run.series.length),
      })),
    });
    assert.deepEqual(rolePairing(run, turning(swapped)).hint, []);
  });

  it('pairs those by their work whose number the other run lacks', () => {
    const other = runOf([
      [{ vm: 1, vcpu: 0 }, receiver],
      [{ vm: 1, vcpu: 1 }, sender],
    ]);
    const { applied, confidence } = rolePairing(run, other);
    assert.equal(confidence, 'strong');
    assert.deepEqual(applied, [
      { a: zero, b: { vm: 1, vcpu: 1 } },
      { a: one, b: { vm: 1, vcpu: 0 } },
    ]);
    const { profile } = pairVcpus(run, other, []);
    assert.deepEqual(profile.facts.vcpus, [one, zero]);
  });

  it('is not sure of vCPUs that all do the same', () => {
    const [b0, b1] = [0, 1].map((vcpu) => ({ vm: 1, vcpu }));
    const alike = (vcpus: readonly RunVcpu[]): RunProfile =>
      runOf(vcpus.map((vcpu) => [vcpu, receiver]));
    const { applied, confidence } = rolePairing(alike([zero, one]), alike([b0!, b1!]));
    assert.equal(confidence, 'weak');
    assert.deepEqual(
      applied.map(({ b }) => b),
      [b0, b1],
    );
  });
});

/** The first half of a series, or the second. */
function half(values: Float64Array, isSecond: boolean): Float64Array {
  return values.map((value, bin) => (bin >= values.length / 2 === isSecond ? value : 0));
}
