import type { ClockFacts, TraceFacts } from './facts';

/** What the times of a trace count: ns, unless one of its clocks counts cycles of unknown length. */
export function clockUnitOf({ sources }: Pick<TraceFacts, 'sources'>): ClockFacts['unit'] {
  return sources.some(({ clock }) => clock.unit === 'cycles') ? 'cycles' : 'ns';
}
