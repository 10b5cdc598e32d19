import type { Difference, SeriesFamily } from './compare';

/** What a row of a comparison is about. */
export interface RowSubject {
  readonly family: SeriesFamily | 'wakeup' | 'idle_length';
  /** `HLT`, `guest`, `ipi`, `0x2000000`; '' where the family says all. */
  readonly subject: string;
}

/** Takes a row's id apart: a subject may hold dots, as functions' names do. */
export function rowSubject({ id, measure }: Pick<Difference, 'id' | 'measure'>): RowSubject {
  const series = withoutVcpu(id).slice(0, -measure.length - 1);
  const [family = '', subject = ''] = series.split(/\.(.*)/s);
  return { family: family as RowSubject['family'], subject };
}

/** Id of the same row of all vCPUs together. */
export function withoutVcpu(id: string): string {
  return id.replace(/^vm\d+\.vcpu\d+\./, '');
}
