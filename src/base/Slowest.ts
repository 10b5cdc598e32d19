/** The so many with the largest weight of any number, most first; earlier ones before later ones of the same. */
export class Slowest<T> {
  private readonly kept: { readonly weight: number; readonly of: T }[] = [];

  constructor(private readonly most: number) {}

  /** `make` is called for what is kept. */
  offer(weight: number, make: () => T): void {
    const { kept, most } = this;
    if (most === 0 || (kept.length === most && kept[most - 1]!.weight >= weight)) return;
    let low = 0;
    let high = kept.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (kept[middle]!.weight >= weight) low = middle + 1;
      else high = middle;
    }
    if (kept.length === most) kept.pop();
    kept.splice(low, 0, { weight, of: make() });
  }

  get all(): readonly T[] {
    return this.kept.map(({ of }) => of);
  }
}
