import assert from 'node:assert/strict';
import { SectionFlag } from '../../src/formats/elf/elfConstants';
import type { ElfFile } from '../../src/formats/elf/ElfFile';
import { movedKernel } from '../../src/symbols/movedKernel';
import type { SymbolImage } from '../../src/symbols/SymbolImage';

const LINK = -0x7f00_0000;
const SLIDE = 0x300_0000;

/** A kernel of code, data and per-CPU variables, which count from 0. */
const elf = {
  sections: [
    { flags: SectionFlag.alloc, address: LINK, bytes: 0x1000 },
    { flags: SectionFlag.alloc, address: LINK + 0x2000, bytes: 0x800 },
    { flags: SectionFlag.alloc, address: 0, bytes: 0x300 },
    { flags: 0, address: 0, bytes: 0x10_0000 },
  ],
} as unknown as ElfFile;

function image(facts: Partial<SymbolImage>): SymbolImage {
  const code = {
    has: (address: number) => address >= LINK && address < LINK + 0x1000,
    read: () => 0,
  };
  return { elf, code, bias: SLIDE, module: undefined, ...facts } as SymbolImage;
}

describe('movedKernel', () => {
  it('is from the first to the last section that moves, around code that was moved', () => {
    assert.deepEqual(movedKernel([image({})], LINK + SLIDE + 0x10), {
      start: LINK,
      end: LINK + 0x2800,
      bias: SLIDE,
    });
  });

  it('is none where the code is not, or stands where it was linked for, or is a module’s', () => {
    assert.equal(movedKernel([image({})], LINK + 0x10), undefined);
    assert.equal(movedKernel([image({ bias: 0 })], LINK + 0x10), undefined);
    assert.equal(movedKernel([image({ module: 'kvm' })], LINK + SLIDE + 0x10), undefined);
    assert.equal(movedKernel([image({ bias: undefined })], LINK + SLIDE + 0x10), undefined);
  });
});
