/** Signs that user space logs which pages the guest dirties, as live migration does: domain reference F.3. */
export class DirtyLogging {
  /** Exits for a full Intel PML buffer: 512 stores each that left no fault. */
  pmlFull = 0;
  /** Pages put into the dirty ring. */
  ringPushes = 0;
  /** Large pages split for it. */
  splits = 0;
  /** Stores that only had to be logged. */
  loggedStores = 0;
  firstNs = -1;
  lastNs = -1;

  /** One of them was seen. */
  see(atNs: number): void {
    if (this.firstNs < 0) this.firstNs = atNs;
    this.lastNs = atNs;
  }
}
