import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ByteSource } from '../../../src/formats/ByteSource';
import { DwarfFile } from '../../../src/formats/dwarf/DwarfFile';
import type { DwarfSections } from '../../../src/formats/dwarf/DwarfSections';
import { FormatError } from '../../../src/formats/FormatError';
import { damagedDwarf, debugSections } from '../../support/symbols/damagedDwarf';
import type { DamagePlan } from '../../support/symbols/damagedDwarf';
import { openElf, symbolFixture } from '../../support/symbols/openElf';

/** Every address that is asked for stands so far from the next. */
const STEP_BYTES = 29;
/** No answer of a program of a kilobyte takes more reads, whatever its tables claim. */
const MOST_READS = 50_000;

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const anyDamage: fc.Arbitrary<DamagePlan> = fc.record({
  bytes: fc.array(
    fc.record({
      section: fc.constantFrom(...debugSections),
      at: share,
      byte: fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.nat(255)),
    }),
    { minLength: 1, maxLength: 12 },
  ),
  cut: fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    fc.constantFrom(...debugSections).chain((name) => share.map((kept) => ({ [name]: kept }))),
  ),
});

/** Sections that count how often they are read. */
function counted(sections: DwarfSections): { sections: DwarfSections; reads: () => number } {
  let reads = 0;
  const find = (name: string): ByteSource | undefined => {
    const source = sections.find(name);
    return (
      source && {
        name,
        size: source.size,
        read: (target, offset) => {
          reads++;
          return source.read(target, offset);
        },
      }
    );
  };
  return { sections: { find }, reads: () => reads };
}

/** Asks for addresses all over the program. Anything but an answer or a `FormatError` is a fault. */
function askAll(sections: DwarfSections, start: number, end: number): void {
  const dwarf = tryTo(() => new DwarfFile(sections));
  if (dwarf === undefined) return;
  for (let address = start; address < end; address += STEP_BYTES) {
    tryTo(() => dwarf.frames(address));
  }
}

function tryTo<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    assert.ok(error instanceof FormatError, String(error));
    assert.match(error.message, /^\.debug_\w+ at byte 0x[0-9a-f]+: .+\. .+\.$/);
    return undefined;
  }
}

describe('damaged debug information', function () {
  this.timeout(60_000);

  for (const name of ['rings-gcc-dwarf4', 'rings-gcc-dwarf5', 'rings-clang-dwarf5', 'lab-guest']) {
    it(`of ${name} ends in an answer or in an error with section and byte`, async () => {
      const elf = await openElf(symbolFixture(`${name}.elf`));
      const { address, bytes } = elf.sections.find((section) => section.name === '.text')!;
      fc.assert(
        fc.property(anyDamage, (plan) => {
          const { sections, reads } = counted(damagedDwarf(elf, plan));
          askAll(sections, address, address + bytes);
          assert.ok(reads() < MOST_READS, `${reads()} reads`);
        }),
        { numRuns: 150 },
      );
    });
  }
});
