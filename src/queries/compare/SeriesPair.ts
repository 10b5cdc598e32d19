import type { RunSeries, RunVcpu, SeriesFamily } from '../../protocol/compare';

/** What both runs may have of a series; a run that has none of it has 0. */
export interface SeriesPair {
  readonly family: SeriesFamily;
  readonly subject: string;
  readonly vcpu: RunVcpu | null;
  readonly a: RunSeries | undefined;
  readonly b: RunSeries | undefined;
}
