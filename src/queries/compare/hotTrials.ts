import type { NotCompared } from '../../protocol/compare';
import type { ComparedRun } from './ComparedRun';
import type { Trial, Trials } from './Trial';

/** Part of a run's exits that must happen at addresses where the other run has some, for addresses to mean the same code. */
const SAME_CODE = 0.5;

/**
 * Guest code is one and the same by its function's name. By bare addresses it is only where most exits
 * of either run are at addresses that the other one has, too: another build of the guest, or another
 * boot with KASLR, has the same functions elsewhere.
 */
export function hotTrials(
  trials: readonly Trial[],
  a: readonly ComparedRun[],
  b: readonly ComparedRun[],
): Trials {
  const ofCode = trials.filter(({ id }) => id.startsWith('hot.'));
  const why = whyNot(ofCode, a, b);
  if (why === undefined) return { trials, notCompared: [] };
  const left = ofCode.length === 0 ? [] : [everyRow(why)];
  return { trials: trials.filter((trial) => !ofCode.includes(trial)), notCompared: left };
}

function whyNot(
  ofCode: readonly Trial[],
  a: readonly ComparedRun[],
  b: readonly ComparedRun[],
): string | undefined {
  const bySymbol = (side: readonly ComparedRun[]): boolean =>
    side.every(({ profile }) => profile.facts.hotBy === 'symbol');
  const [byA, byB] = [bySymbol(a), bySymbol(b)];
  if (byA && byB) return undefined;
  if (byA !== byB) {
    return `symbols are placed in ${byA ? 'A' : 'B'} only: --symbols must name those of both guests`;
  }
  const shared = ofCode.filter((trial) => trial.a.value > 0 && trial.b.value > 0);
  const isSame = (of: (trial: Trial) => number): boolean =>
    total(shared, of) >= SAME_CODE * total(ofCode, of);
  if (isSame((trial) => trial.a.value) && isSame((trial) => trial.b.value)) return undefined;
  return 'the guests have their code at different addresses, as another build or KASLR does: --symbols tells functions';
}

function total(trials: readonly Trial[], of: (trial: Trial) => number): number {
  return trials.reduce((sum, trial) => sum + of(trial), 0);
}

function everyRow(why: string): NotCompared {
  return { id: 'hot', what: 'exits by guest code', a: null, b: null, why };
}
