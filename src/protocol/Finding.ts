/** What stands out in a trace, in words for people: crosses to the webview and is printed by `exitscope findings`. */
export interface Finding {
  /** What kind of finding, and of which vCPUs where there can be several: `mwait-nop:0.2`. Stable for one trace. */
  readonly id: string;
  readonly severity: 'info' | 'warning';
  readonly title: string;
  /** What was found, with its numbers. */
  readonly text: string;
  /** What, if seen, would say that the finding is wrong. */
  readonly contradiction: string;
  readonly vcpus: readonly { readonly vm: number; readonly vcpu: number }[];
  /** Times of events to look at, ns since the first event; ascending, ten at most. */
  readonly evidenceNs: readonly number[];
  readonly confidence: 'certain' | 'strong' | 'weak';
}
