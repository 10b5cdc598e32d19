/** How much of the time of all exits a line has; as the colours in package.json are named. */
export type Heat = 'Low' | 'Medium' | 'High';

export const heats: readonly Heat[] = ['Low', 'Medium', 'High'];

/** Of a share from 0 to 1. */
export function heatOf(share: number): Heat {
  if (share >= 0.25) return 'High';
  return share >= 0.05 ? 'Medium' : 'Low';
}
