import assert from 'node:assert/strict';
import { blockError } from '../../src/base/blockError';
import { studentQuantile } from '../../src/base/studentT';
import { sumOf } from '../../src/base/sumOf';
import { chanceOf } from '../support/compare/splits';

const BINS = 100;
const RUNS = 400;

/** How often, in per cent, the 95 % interval of a run's mean holds the mean that the runs are made with. */
function coverage(mean: number, make: (chance: () => number) => Float64Array): number {
  const chance = chanceOf(0x9e3779b9);
  const seconds = new Float64Array(BINS).fill(1);
  let held = 0;
  for (let run = 0; run < RUNS; run++) {
    const counts = make(chance);
    const { standardError, degrees } = blockError(counts, seconds);
    const far = Math.abs(sumOf(counts) / BINS - mean);
    if (far <= studentQuantile(0.025, degrees) * standardError) held++;
  }
  return (100 * held) / RUNS;
}

function normal(chance: () => number): number {
  return Math.sqrt(-2 * Math.log(chance() + 1e-12)) * Math.cos(2 * Math.PI * chance());
}

/** Each bin is like the one before, but for a part. */
function autoregression(chance: () => number, phi: number): Float64Array {
  let value = normal(chance) / Math.sqrt(1 - phi * phi);
  return Float64Array.from({ length: BINS }, () => {
    value = phi * value + normal(chance);
    return 50 + value;
  });
}

describe('blockError', () => {
  it('gives an interval that holds the mean of independent bins in 95 % of runs', () => {
    const held = coverage(0.5, (chance) => Float64Array.from({ length: BINS }, chance));
    assert.ok(held >= 93 && held <= 99, String(held));
  });

  it('does so where each bin depends on the ones before', () => {
    for (const phi of [0.3, 0.6, 0.9]) {
      const held = coverage(50, (chance) => autoregression(chance, phi));
      assert.ok(held >= 90, `${phi}: ${held}`);
    }
  });

  it('does so where what happens comes in bursts', () => {
    const held = coverage(12, (chance) =>
      Float64Array.from({ length: BINS }, () => (chance() < 0.1 ? 240 * chance() : 0)),
    );
    assert.ok(held >= 90, String(held));
  });

  it('knows less of a series the slower it varies', () => {
    const seconds = new Float64Array(BINS).fill(1);
    const slow = blockError(
      Float64Array.from({ length: BINS }, (_, bin) => Number(bin < 50)),
      seconds,
    );
    const fast = blockError(
      Float64Array.from({ length: BINS }, (_, bin) => bin % 2),
      seconds,
    );
    assert.ok(slow.standardError > 3 * fast.standardError);
    assert.ok(slow.degrees < fast.degrees);
  });

  it('finds no error in a ratio that is the same in every bin, and none to tell in one bin', () => {
    const both = Float64Array.of(2, 4, 6);
    assert.equal(blockError(both, Float64Array.of(1, 2, 3)).standardError, 0);
    assert.equal(blockError(Float64Array.of(1), Float64Array.of(1)).standardError, Infinity);
  });
});
