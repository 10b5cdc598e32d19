/** Events to jump to: more are no help. */
const MOST = 10;

/** The times of the events that count most for a finding, in bounded memory. */
export class Evidence {
  private readonly kept: { readonly weight: number; readonly atNs: number }[] = [];

  /** Keeps the event, or forgets it for those of more weight; the earlier of equals stays. */
  add(weight: number, atNs: number): void {
    const { kept } = this;
    if (kept.length === MOST) {
      if (kept[MOST - 1]!.weight >= weight) return;
      kept.pop();
    }
    let at = kept.length;
    while (at > 0 && kept[at - 1]!.weight < weight) at--;
    kept.splice(at, 0, { weight, atNs });
  }

  /** ns since the first event, ascending. */
  times(): readonly number[] {
    return this.kept.map(({ atNs }) => atNs).sort((a, b) => a - b);
  }
}
