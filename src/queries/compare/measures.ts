import type { Measure, SeriesFamily } from '../../protocol/compare';

/** What is measured of a series, by what it is about. */
export const measuresOf: Readonly<Record<SeriesFamily, readonly Measure[]>> = {
  exits: ['rate', 'per_guest_second', 'ns_per_second'],
  state: ['share'],
  idle: ['rate', 'share', 'fraction'],
  poll_window: ['fraction', 'ns_per_halt'],
  wakes: ['rate', 'fraction'],
  faults: ['rate', 'per_guest_second', 'ns_per_second'],
  page: ['stores.rate', 'true.rate', 'false.rate'],
  hot: ['rate'],
};

/** What is measured of a distribution. */
export const percentiles = [
  { measure: 'p50', share: 0.5 },
  { measure: 'p99', share: 0.99 },
] as const;
