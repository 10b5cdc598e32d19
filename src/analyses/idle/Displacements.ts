import { Evidence } from '../../base/Evidence';

/** The times that another thread had a vCPU's host CPU while its own would have gone on. */
export class Displacements {
  private readonly longest = new Evidence();
  private sinceNs = -1;

  begin(atNs: number): void {
    this.sinceNs = atNs;
  }

  /** The thread gets a host CPU. Returns for how long it had been displaced, in ns: 0 if it had not. */
  end(atNs: number): number {
    if (this.sinceNs < 0) return 0;
    const awayNs = atNs - this.sinceNs;
    this.longest.add(awayNs, this.sinceNs);
    this.sinceNs = -1;
    return awayNs;
  }

  /** When the longest of them began. */
  times(): readonly number[] {
    return this.longest.times();
  }
}
