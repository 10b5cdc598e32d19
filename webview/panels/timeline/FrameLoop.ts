/** Draws once in each frame in which something has changed, and never while nobody looks. */
export class FrameLoop {
  /** What has changed since the last frame. */
  private readonly changes = new Set<string>();
  private isAsked = false;
  private isShown = false;

  constructor(private readonly draw: (changes: ReadonlySet<string>) => void) {}

  request(change: 'lanes' | 'overlay'): void {
    this.changes.add(change);
    if (this.isAsked || !this.isShown) return;
    this.isAsked = true;
    requestAnimationFrame(() => {
      this.isAsked = false;
      if (!this.isShown) return;
      const changes = new Set(this.changes);
      this.changes.clear();
      this.draw(changes);
    });
  }

  show(isShown: boolean): void {
    this.isShown = isShown;
    if (isShown) this.request('lanes');
  }
}
