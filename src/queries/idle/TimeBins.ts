/** A stretch of the trace in bins of equal length. */
export interface TimeBins {
  readonly fromNs: number;
  readonly toNs: number;
  readonly bins: number;
}
