import { readFully } from '../readFully';
import { SectionFlag, SectionType, SegmentType } from './elfConstants';
import type { ElfFile } from './ElfFile';

/** A run of an image's bytes at one place in memory. */
export interface CodeRange {
  readonly address: number;
  readonly bytes: number;
  /** Byte of the file. */
  readonly offset: number;
}

/** The code of an image by address: of its executable sections, or without section headers, of its segments. */
export class CodeBytes {
  /** In the order of the file. */
  readonly ranges: readonly CodeRange[];

  constructor(private readonly elf: ElfFile) {
    const sections = elf.sections.filter(
      ({ flags, type }) =>
        (flags & SectionFlag.alloc) !== 0 &&
        (flags & SectionFlag.executable) !== 0 &&
        type !== SectionType.noBits,
    );
    const segments = elf.segments.filter(
      ({ type, flags }) => type === SegmentType.load && (flags & EXECUTABLE) !== 0,
    );
    const ranges = elf.sections.length > 0 ? sections : segments;
    this.ranges = ranges.filter(
      ({ offset, bytes }) => bytes > 0 && offset + bytes <= elf.source.size,
    );
  }

  /** Copies what stands at an address; returns how many bytes are known there, 0 where none are. */
  read(address: number, target: Uint8Array): number {
    const range = this.rangeAt(address);
    if (range === undefined) return 0;
    const into = address - range.address;
    const room = target.subarray(0, Math.min(target.length, range.bytes - into));
    return readFully(this.elf.source, room, range.offset + into);
  }

  has(address: number): boolean {
    return this.rangeAt(address) !== undefined;
  }

  private rangeAt(address: number): CodeRange | undefined {
    return this.ranges.find((one) => address >= one.address && address < one.address + one.bytes);
  }
}

const EXECUTABLE = 0x1;
