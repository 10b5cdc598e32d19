import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fixtureBytes } from '../openTrace';
import type { IdlePeriod, PeriodTable } from '../../../src/queries/idle/PeriodTable';

/** Clocks of the lab guest and its host agree to this. */
const SLACK_NS = 300_000;

/** An idle period as the guest itself wrote it down, and what are right answers to it. */
export interface TruePeriod {
  readonly tid: number;
  readonly startNs: number;
  readonly endNs: number;
  readonly strategies: readonly string[];
  /** Empty: nothing tells. */
  readonly causes: readonly string[];
  /** vCPU that woke it, its vector and the MWAITs of its loop; -1: none. */
  readonly sender: number;
  readonly vector: number;
  readonly iterations: number;
}

interface TruthFile {
  /** `strategies causes`, each a list with commas, `-` for none. */
  readonly ways: readonly string[];
  readonly periods: readonly (readonly [
    tid: number,
    startNs: number,
    endNs: number,
    way: number,
    sender: number,
    vector: number,
    iterations: number,
  ])[];
}

const idleFolder = path.join(__dirname, '../../fixtures/idle');

/** Names of the recordings of which it is known what their guests did. */
export function knownRecordings(): readonly string[] {
  return readdirSync(idleFolder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

/** One of them: those that only matter here lie beside what is known of them. */
export function knownRecording(name: string): Uint8Array {
  const file = path.join(idleFolder, `${name}.trace.dat`);
  return existsSync(file) ? new Uint8Array(readFileSync(file)) : fixtureBytes(name);
}

/** What the guest of a recording did. */
export function truthOf(name: string): readonly TruePeriod[] {
  const file = path.join(idleFolder, `${name}.json`);
  const { ways, periods } = JSON.parse(readFileSync(file, 'utf8')) as TruthFile;
  return periods.map(([tid, startNs, endNs, way, sender, vector, iterations]) => {
    const [strategies, causes] = ways[way]!.split(' ') as [string, string];
    return {
      ...{ tid, startNs, endNs, sender, vector, iterations },
      strategies: strategies.split(','),
      causes: causes === '-' ? [] : causes.split(','),
    };
  });
}

/**
 * By true period, the found ones that are about it. A loop may be found in several pieces, a halt only
 * as one: the nearest.
 */
export function matched(
  truth: readonly TruePeriod[],
  table: PeriodTable,
  tidOf: (period: IdlePeriod) => number,
): ReadonlyMap<TruePeriod, readonly IdlePeriod[]> {
  const all = Array.from({ length: table.length }, (_, at) => table.at(at));
  const byTruth = new Map<TruePeriod, IdlePeriod[]>(truth.map((of) => [of, []]));
  for (const period of all.filter(({ endNs }) => endNs >= 0)) {
    const own = truth.filter(({ tid }) => tid === tidOf(period));
    const overlap = ({ startNs, endNs }: TruePeriod): number =>
      Math.min(endNs, period.endNs) - Math.max(startNs, period.startNs);
    const best = own.reduce<TruePeriod | undefined>(
      (most, of) => (most === undefined || overlap(of) > overlap(most) ? of : most),
      undefined,
    );
    if (best !== undefined && overlap(best) > -SLACK_NS) byTruth.get(best)!.push(period);
  }
  for (const [of, found] of byTruth) if (of.iterations < 0) byTruth.set(of, nearest(of, found));
  return byTruth;
}

function nearest({ startNs, endNs }: TruePeriod, found: readonly IdlePeriod[]): IdlePeriod[] {
  const distance = (period: IdlePeriod): number =>
    Math.abs(period.startNs + period.endNs - startNs - endNs);
  return [...found].sort((a, b) => distance(a) - distance(b)).slice(0, 1);
}
