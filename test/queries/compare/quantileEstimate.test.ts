import assert from 'node:assert/strict';
import { DurationCounts } from '../../../src/base/DurationCounts';
import type { RunDistribution } from '../../../src/protocol/compare';
import { quantileEstimate } from '../../../src/queries/compare/quantileEstimate';
import { uncertainDifference } from '../../../src/queries/compare/Uncertain';
import { chanceOf } from '../../support/compare/splits';

const BINS = 100;
const IN_BIN = 20;
const RUNS = 100;

/** Durations around 20 µs, whose level is in each bin like in the one before, but for a part. */
function drifting(chance: () => number, phi: number): RunDistribution {
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(chance() + 1e-12)) * Math.cos(2 * Math.PI * chance());
  const counts = new DurationCounts(BINS);
  const all: number[] = [];
  let level = normal();
  for (let bin = 0; bin < BINS; bin++) {
    level = phi * level + Math.sqrt(1 - phi * phi) * normal();
    for (let at = 0; at < IN_BIN; at++) {
      const ns = Math.round(20_000 * Math.exp(0.5 * level + 0.4 * normal()));
      counts.add(bin, ns);
      all.push(ns);
    }
  }
  all.sort((a, b) => a - b);
  const rank = (share: number): number => all[Math.ceil(share * all.length) - 1]!;
  return {
    ...{ id: 'wakeup', total: all.length, p50Ns: rank(0.5), p99Ns: rank(0.99) },
    ...counts.sparse(BINS),
  };
}

/** How often, in per cent, two runs of one process have p up to 0.05. */
function calledDifferent(phi: number, share: number): number {
  const chance = chanceOf(0x9e3779b9);
  let called = 0;
  for (let run = 0; run < RUNS; run++) {
    const [a, b] = [0, 1].map(() => quantileEstimate(drifting(chance, phi), BINS, share));
    if (uncertainDifference(a!, b!).p <= 0.05) called++;
  }
  return (100 * called) / RUNS;
}

describe('quantileEstimate', function () {
  this.timeout(60_000);

  it('calls percentiles of one process different about as seldom as it says', () => {
    for (const share of [0.5, 0.99]) {
      const called = calledDifferent(0.5, share);
      assert.ok(called <= 7, `${share}: ${called} %`);
    }
  });

  it('does so hardly more often where durations drift slowly', () => {
    const called = [calledDifferent(0.9, 0.5), calledDifferent(0.9, 0.99)];
    assert.ok(called[0]! <= 7 && called[1]! <= 10, called.join(' % '));
  });
});
