import type { ByteSource } from '../../../src/formats/ByteSource';
import type { DwarfSections } from '../../../src/formats/dwarf/DwarfSections';
import { memorySource } from '../../../src/formats/memorySource';

/** The sections that answers are made from. */
export const debugSections = [
  '.debug_info',
  '.debug_abbrev',
  '.debug_line',
  '.debug_line_str',
  '.debug_str',
  '.debug_str_offsets',
  '.debug_addr',
  '.debug_rnglists',
  '.debug_ranges',
] as const;

/** A byte of a section that is another; `at` is a share of its length. */
export interface Damage {
  readonly section: (typeof debugSections)[number];
  readonly at: number;
  readonly byte: number;
}

/** What is wrong with a copy of an image. */
export interface DamagePlan {
  readonly bytes: readonly Damage[];
  /** Share that is left of each section that was cut. */
  readonly cut: Partial<Record<(typeof debugSections)[number], number>>;
}

/** An image's sections with bytes changed and ends cut off. */
export function damagedDwarf(original: DwarfSections, { bytes, cut }: DamagePlan): DwarfSections {
  const changed = new Map<string, ByteSource>();
  for (const name of debugSections) {
    const source = original.find(name);
    if (source === undefined) continue;
    const copy = new Uint8Array(source.size);
    source.read(copy, 0);
    for (const { section, at, byte } of bytes) {
      if (section === name) copy[Math.floor(at * copy.length)] = byte;
    }
    const kept = Math.floor(copy.length * (cut[name] ?? 1));
    changed.set(name, memorySource(name, copy.subarray(0, kept)));
  }
  return { find: (name) => changed.get(name) };
}
