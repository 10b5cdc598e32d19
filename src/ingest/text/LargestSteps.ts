/** The largest of many steps back in time, and where they are: in bounded memory. */
export class LargestSteps {
  /** All that were added. */
  count = 0;
  private held: { readonly place: number; readonly size: number }[] = [];
  /** Smaller ones are among the largest no more. */
  private least = 0;

  constructor(private readonly most: number) {}

  add(place: number, size: number): void {
    this.count++;
    if (size < this.least) return;
    this.held.push({ place, size });
    if (this.held.length > 2 * this.most) this.shrink();
  }

  /** Of the largest ones, in the order they were added. */
  get places(): readonly number[] {
    this.shrink();
    return this.held.map(({ place }) => place).sort((a, b) => a - b);
  }

  private shrink(): void {
    if (this.held.length <= this.most) return;
    this.held.sort((a, b) => b.size - a.size);
    this.held.length = this.most;
    this.least = this.held.at(-1)!.size;
  }
}
