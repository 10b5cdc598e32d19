/**
 * A test of a field that the recording's own print format shows, with constants that differ from
 * kernel to kernel (L.6). `equals`: the field is `value`; `has`: it has a bit of `value`.
 */
export interface RecordedCondition {
  /** Word before the outcome: `fixed` of `fixed %d`. */
  readonly label: string;
  readonly field: string;
  readonly test: 'equals' | 'has';
  readonly value: bigint;
  /** What is printed where it holds, '' for a number. */
  readonly text: string;
}
