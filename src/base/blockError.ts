import { sumOf } from './sumOf';

/** How far a ratio of two sums over time bins may be from what more time would give. */
export interface BlockError {
  readonly standardError: number;
  /** Of Student's t: about how many independent stretches the series is worth, less one. */
  readonly degrees: number;
}

/** A block is never longer than this part of the series: of fewer blocks nothing can be said. */
const LEAST_BLOCKS = 8;
/** Bins that are joined to tell how they follow from each other; of more, too few are left. */
const JOINED = [1, 2, 4];
const MOST_LAG_ONE = 0.97;
/** Of a normal distribution: fourth moment over the square of the second. */
const NORMAL_KURTOSIS = 3;

/**
 * Standard error of Σx/Σy over time bins that depend on those around them: the variance that a circular
 * block bootstrap of the linearised ratio converges to (Politis and Romano 1992), which needs no draws.
 * Of several block lengths the largest error is taken, and at least that of an autoregression with the
 * series' own correlation from bin to bin, which short blocks do not see; also of bins joined by twos and
 * fours, since what is irregular within a bin hides how much it has of the one before.
 */
export function blockError(x: Float64Array, y: Float64Array): BlockError {
  const n = x.length;
  const total = sumOf(y);
  if (n < 2 || total <= 0) return { standardError: Infinity, degrees: 1 };
  const ratio = sumOf(x) / total;
  const residuals = x.map((value, bin) => value - ratio * y[bin]!);
  const variance = covariance(residuals, 0);
  if (variance <= 0) return { standardError: 0, degrees: n - 1 };
  const longest = Math.max(1, Math.floor(n / LEAST_BLOCKS));
  let most = 0;
  for (const length of JOINED) {
    most = Math.max(most, autoregressive(joined(residuals, length)) / length);
  }
  for (let length = 1; length <= longest; length *= 2) {
    most = Math.max(most, blockVariance(residuals, length));
  }
  // So many bins are worth one that depends on no other, and so few may hold all that varies.
  const effective = Math.min(n, (n * variance) / most);
  const degrees = Math.max(1, Math.min(effective, (spreadOver(residuals) * effective) / n) - 1);
  return { standardError: Math.sqrt(n * most) / total, degrees };
}

/** Sums of neighbours, so many each; what is left at the end is left out. */
function joined(residuals: Float64Array, length: number): Float64Array {
  const sums = new Float64Array(Math.floor(residuals.length / length));
  for (let bin = 0; bin < sums.length * length; bin++) {
    sums[Math.floor(bin / length)]! += residuals[bin]!;
  }
  return sums;
}

/** Variance of a bin's residual times the number of bins that vary together with it, by blocks of a length. */
function blockVariance(residuals: Float64Array, length: number): number {
  const n = residuals.length;
  let variance = covariance(residuals, 0);
  for (let lag = 1; lag < length; lag++) {
    variance += 2 * (1 - lag / length) * covariance(residuals, lag);
  }
  // A block's mean is taken off: of few blocks that hides a part of what varies.
  return (Math.max(0, variance) * n) / (n - length);
}

/** The same of an autoregression of first order; the correlation is corrected for its bias in a short series. */
function autoregressive(residuals: Float64Array): number {
  const n = residuals.length;
  const variance = covariance(residuals, 0);
  if (variance <= 0) return 0;
  let neighbours = 0;
  for (let bin = 1; bin < n; bin++) neighbours += residuals[bin]! * residuals[bin - 1]!;
  const lagOne = neighbours / (n * variance);
  const corrected = Math.min(MOST_LAG_ONE, lagOne + (1 + 3 * lagOne) / n);
  return (variance * Math.max(1, (1 + corrected) / (1 - corrected)) * n) / (n - 1);
}

/** Over how many bins as good as all of the variance is spread: few, where a series comes in bursts. */
function spreadOver(residuals: Float64Array): number {
  let squares = 0;
  let fourths = 0;
  for (const value of residuals) {
    squares += value * value;
    fourths += value ** 4;
  }
  return Math.min(residuals.length, (NORMAL_KURTOSIS * squares * squares) / fourths);
}

/** Of residuals whose sum is 0; the end is followed by the beginning. */
function covariance(residuals: Float64Array, lag: number): number {
  const n = residuals.length;
  let products = 0;
  for (let bin = 0; bin < n; bin++) {
    const other = bin + lag < n ? bin + lag : bin + lag - n;
    products += residuals[bin]! * residuals[other]!;
  }
  return products / n;
}
