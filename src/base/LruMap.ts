/** Keeps what was asked for last, up to a total weight. */
export class LruMap<K, V> {
  private readonly entries = new Map<K, { readonly value: V; readonly weight: number }>();
  private weight = 0;

  /** Weights are in any unit, mostly bytes. What alone is heavier than all may be is kept until the next. */
  constructor(private readonly mostWeight: number) {}

  get(key: K): V | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    // A map is in the order of insertion.
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.value;
  }

  set(key: K, value: V, weight: number): void {
    this.weight += weight - (this.entries.get(key)?.weight ?? 0);
    this.entries.delete(key);
    this.entries.set(key, { value, weight });
    for (const [oldest, { weight: freed }] of this.entries) {
      if (this.weight <= this.mostWeight || oldest === key) break;
      this.entries.delete(oldest);
      this.weight -= freed;
    }
  }
}
