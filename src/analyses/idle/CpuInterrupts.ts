/** The interrupt that a host CPU handles: entries without exit, of one ring buffer. */
export class CpuInterrupts {
  /** -1: none is being handled, or it is not recorded. */
  timerNs = -1;
  deviceNs = -1;
  vectorNs = -1;
  isLocalTimer = false;
  /** Something was handled since the latest event outside of interrupts. */
  private isBusy = false;

  timer(atNs: number): void {
    this.isBusy = true;
    this.timerNs = atNs;
  }

  device(atNs: number): void {
    this.isBusy = true;
    this.deviceNs = atNs;
  }

  vector(atNs: number, isLocalTimer: boolean): void {
    this.isBusy = true;
    this.vectorNs = atNs;
    this.isLocalTimer = isLocalTimer;
  }

  /** The handler of a timer's or a device's interrupt returned. */
  end(): void {
    this.timerNs = -1;
    this.deviceNs = -1;
  }

  /** An event outside of interrupts: whatever was handled is done, recorded or not. */
  leave(): void {
    if (!this.isBusy) return;
    this.isBusy = false;
    this.timerNs = -1;
    this.deviceNs = -1;
    this.vectorNs = -1;
  }
}
