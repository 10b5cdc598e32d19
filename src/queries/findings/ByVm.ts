/** What a finder sums up of each VM, made when the VM is first seen. */
export class ByVm<T> {
  private readonly sums = new Map<number, T>();

  constructor(private readonly make: () => T) {}

  of(vm: number): T {
    let sum = this.sums.get(vm);
    if (sum === undefined) this.sums.set(vm, (sum = this.make()));
    return sum;
  }

  /** By number of the VM. */
  get entries(): readonly (readonly [number, T])[] {
    return [...this.sums].sort(([a], [b]) => a - b);
  }
}
