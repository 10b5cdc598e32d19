/** One row of the exits table: all exits of one reason on one vCPU. Times in ns (exit to next entry). */
export interface ExitRow {
  readonly vm: number;
  readonly vcpu: number;
  readonly isa: 'vmx' | 'svm' | null;
  /** `HLT`, `EPT_VIOLATION`, `npf`: the recording's own spelling where its format has one. */
  readonly reason: string;
  readonly code: number;
  /** Class of the domain reference, lower case: `idle`, `mem`, `mmio`, `irq-host`, … */
  readonly class: string;
  /** Every class among these exits: the other fields of an exit may tell more than its reason. */
  readonly classes: readonly { readonly class: string; readonly count: number }[];
  readonly count: number;
  /** Exits that have an entry after them; the times below are over these. */
  readonly paired: number;
  readonly totalNs: number;
  readonly minNs: number | null;
  readonly meanNs: number | null;
  readonly p50Ns: number | null;
  readonly p90Ns: number | null;
  readonly p99Ns: number | null;
  readonly maxNs: number | null;
  /** totalNs over the totalNs of all rows of this vCPU, 0 to 1. */
  readonly share: number;
  /** `paired` and `totalNs` as `perf kvm stat` counts them. */
  readonly perfPaired: number;
  readonly perfTotalNs: number;
}
