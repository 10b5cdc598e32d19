import { readFileSync } from 'node:fs';

/** A line of kallsyms. */
interface Line {
  readonly address: bigint;
  readonly letter: string;
  readonly name: string;
  readonly module: string | null;
}

/** The address a kernel is linked for. */
const LINK = 0xffffffff81000000n;
const KERNEL_HALF = 1n << 63n;

/** A kallsyms looked at in the simplest way, to hold the program's own answers against. */
export class SimpleKallsyms {
  private readonly lines: readonly Line[];
  private readonly sorted: readonly Line[];

  constructor(file: string) {
    const text = readFileSync(file, 'latin1');
    this.lines = text.split('\n').flatMap((line): Line[] => {
      const [, address, letter, name, module] =
        /^([0-9a-f]+) (\S) (\S+)(?:\s+\[(.*)\])?$/.exec(line) ?? [];
      if (address === undefined) return [];
      return [
        {
          address: BigInt(`0x${address}`),
          letter: letter!,
          name: name!,
          module: module ?? null,
        },
      ];
    });
    this.sorted = this.lines
      .filter(({ address, letter }) => address >= KERNEL_HALF && !/a/i.test(letter))
      .sort((a, b) => Number(a.address - b.address));
  }

  /** How far the kernel stands from where it was linked for. */
  get slide(): bigint {
    return this.lines.find(({ name }) => name === '_text')!.address - LINK;
  }

  /** `native_safe_halt+10`, with the module; null for what is no kernel address. */
  at(address: bigint): string | null {
    if (address < KERNEL_HALF) return null;
    let [low, high] = [0, this.sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sorted[middle]!.address <= address) low = middle + 1;
      else high = middle;
    }
    let index = low - 1;
    if (index < 0) return null;
    while (index > 0 && this.sorted[index - 1]!.address === this.sorted[index]!.address) index--;
    const { name, address: start, module } = this.sorted[index]!;
    return spelled(name, Number(address - start), module);
  }

  /** What the System.map of this kernel would hold: link-time addresses, and no modules. */
  get systemMap(): string {
    const { slide } = this;
    const lines = this.lines.flatMap(({ address, letter, name, module }) => {
      if (module !== null) return [];
      const linked = address >= KERNEL_HALF ? address - slide : address;
      return [`${linked.toString(16).padStart(16, '0')} ${letter} ${name}\n`];
    });
    return lines.join('');
  }
}

export function spelled(name: string, offset: number, module: string | null): string {
  return `${name}+${offset}${module === null ? '' : ` [${module}]`}`;
}
