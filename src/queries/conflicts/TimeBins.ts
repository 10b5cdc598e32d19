/** Time bins of what is shown over time. */
export interface TimeBins {
  readonly fromNs: number;
  readonly binNs: number;
  readonly bins: number;
}
