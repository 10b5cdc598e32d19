/** Samples that could not be taken as they should, by what was wrong. */
export class SampleFaults {
  /** Their id is no recorded event's. */
  unknownIds = 0;
  /** They are shorter than their own fields. */
  tooShort = 0;
  untimed = 0;
  /** Their stamps are damaged. */
  misdated = 0;
  firstMisdated: { readonly offset: number; readonly stamp: bigint } | undefined;
  /** Of tracepoints, without the raw data that holds the fields. */
  withoutRaw = 0;
  /** Their CPU is none that the recording names. */
  unlistedCpus = 0;
  /** They came after events that are later. */
  late = 0;
  mostLateNs = 0;
}
