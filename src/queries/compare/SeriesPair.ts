import type { RunSeries, RunVcpu, SeriesFamily } from '../../protocol/compare';

/** What the runs of both sides may have of a series, by run; a run that has none of it has 0. */
export interface SeriesPair {
  readonly family: SeriesFamily;
  readonly subject: string;
  readonly vcpu: RunVcpu | null;
  readonly a: readonly (RunSeries | undefined)[];
  readonly b: readonly (RunSeries | undefined)[];
}
