import type { Pace } from '../../src/lines/visitLines';

/** A pass that nobody cancels; counts how often it gave way. */
export function atOnce(): Pace & { breaths: number } {
  const pace = {
    breaths: 0,
    isCancelled: () => false,
    breathe: async () => {
      pace.breaths++;
    },
  };
  return pace;
}
