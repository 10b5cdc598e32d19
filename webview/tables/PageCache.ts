interface Entry<Page> {
  readonly page: Page;
  isStale: boolean;
}

/** The pages used last. A stale page still shows until its successor arrives. */
export class PageCache<Page> {
  // A Map iterates in the order of insertion: the first key is the page unused for longest.
  private readonly entries = new Map<number, Entry<Page>>();

  constructor(private readonly capacity: number) {}

  get(index: number): Page | undefined {
    const entry = this.entries.get(index);
    if (entry === undefined) return undefined;
    this.entries.delete(index);
    this.entries.set(index, entry);
    return entry.page;
  }

  put(index: number, page: Page): void {
    this.entries.delete(index);
    this.entries.set(index, { page, isStale: false });
    if (this.entries.size <= this.capacity) return;
    for (const oldest of this.entries.keys()) {
      this.entries.delete(oldest);
      break;
    }
  }

  isFresh(index: number): boolean {
    return this.entries.get(index)?.isStale === false;
  }

  markAllStale(): void {
    for (const entry of this.entries.values()) entry.isStale = true;
  }
}
