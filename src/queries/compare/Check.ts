import type { Comparability, RunFacts } from '../../protocol/compare';

/** Compares one thing that two runs should have in common. */
export type Check = (a: RunFacts, b: RunFacts) => Comparability;

export const UNTOLD = 'not recorded';

/** Equal values are fine, and so is one that a recording does not hold. */
export function same(
  what: string,
  a: string,
  b: string,
  where: Pick<Comparability, 'text' | 'affects'>,
): Comparability {
  if (a === b || a === UNTOLD || b === UNTOLD) {
    return { what, a, b, severity: 'ok', text: '', affects: [] };
  }
  return { what, a, b, severity: 'warning', ...where };
}
