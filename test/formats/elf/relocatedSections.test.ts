import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ByteSource } from '../../../src/formats/ByteSource';
import { DwarfFile } from '../../../src/formats/dwarf/DwarfFile';
import { RelocatedSource } from '../../../src/formats/elf/RelocatedSource';
import { relocatedSections } from '../../../src/formats/elf/relocatedSections';
import { FormatError } from '../../../src/formats/FormatError';
import { memorySource } from '../../../src/formats/memorySource';
import { ByteWriter } from '../../support/ByteWriter';
import { scratchFolder } from '../../support/scratchFolder';
import { agreement } from '../../support/symbols/agreement';
import { buildObject } from '../../support/symbols/buildProgram';
import { openElf } from '../../support/symbols/openElf';
import { framesByAddr2line } from '../../support/symbols/toolFrames';
import { hasTool } from '../../support/symbols/toolText';

/** 0xffffffffc0a00000, where a kernel puts modules. */
const MODULE = -0x3f60_0000;
const [WORD_64, WORD_32] = [1, 10];

interface Entry {
  readonly at: number;
  readonly type: number;
  readonly symbol: number;
  readonly addend: bigint;
}

function relocations(...entries: readonly Entry[]): ByteSource {
  const writer = new ByteWriter();
  for (const { at, type, symbol, addend } of entries) {
    writer.u64(at).u32(type).u32(symbol).u64(addend);
  }
  return memorySource('.rela', writer.finish());
}

function read(source: ByteSource, offset: number, byteCount: number): string {
  const bytes = new Uint8Array(byteCount);
  const got = source.read(bytes, offset);
  return Buffer.from(bytes.subarray(0, got)).toString('hex');
}

describe('RelocatedSource', () => {
  const plain = memorySource('.debug_made', new Uint8Array(24).fill(0xee));
  const entries = relocations(
    { at: 2, type: WORD_64, symbol: 1, addend: 0x10n },
    { at: 12, type: WORD_32, symbol: 2, addend: 0x1234n },
  );
  const source = new RelocatedSource(plain, entries, (symbol) => (symbol === 1 ? MODULE : 0));
  const whole = 'eeee' + '1000a0c0ffffffff' + 'eeee' + '34120000' + 'ee'.repeat(8);

  it('puts addresses and offsets in where they belong', () => {
    assert.equal(read(source, 0, 24), whole);
  });

  it('does so whatever part is read', () => {
    for (let start = 0; start < 24; start++) {
      for (let end = start + 1; end <= 24; end++) {
        assert.equal(read(source, start, end - start), whole.slice(2 * start, 2 * end));
      }
    }
  });

  it('changes nothing but bytes of the section, whatever entries say', () => {
    const anyEntry = fc.record({
      at: fc.oneof(fc.nat(30), fc.maxSafeNat()),
      type: fc.constantFrom(WORD_64, WORD_32, 0, 77),
      symbol: fc.nat(0xffff_ffff),
      addend: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    });
    fc.assert(
      fc.property(fc.array(anyEntry), fc.nat(30), fc.nat(30), (made, offset, byteCount) => {
        const ordered = made.toSorted((a, b) => a.at - b.at);
        const relocated = new RelocatedSource(plain, relocations(...ordered), () => MODULE);
        const expected = Math.min(byteCount, Math.max(0, 24 - offset));
        assert.equal(read(relocated, offset, byteCount).length, 2 * expected);
      }),
    );
  });

  it('tells what it leaves open: no address, or a kind that no kernel puts in', () => {
    const [NONE, PC_32, GOT_PC_32] = [0, 2, 9];
    const made = relocations(
      { at: 0, type: NONE, symbol: 0, addend: 0n },
      { at: 4, type: PC_32, symbol: 1, addend: -4n },
      { at: 8, type: PC_32, symbol: 2, addend: -4n },
      { at: 12, type: GOT_PC_32, symbol: 1, addend: -4n },
      { at: 16, type: PC_32, symbol: 2, addend: -4n },
    );
    const relocated = new RelocatedSource(plain, made, (symbol) => (symbol === 1 ? MODULE : NaN));
    assert.deepEqual(relocated.openBetween(0, 16), [
      { offset: 8, symbol: 2 },
      { offset: 12, symbol: 1 },
    ]);
  });

  it('refuses entries out of order, which it could not find again', () => {
    const disorder = relocations(
      { at: 12, type: WORD_32, symbol: 2, addend: 0n },
      { at: 2, type: WORD_64, symbol: 1, addend: 0n },
    );
    assert.throws(
      () => new RelocatedSource(plain, disorder, () => 0),
      (error: unknown) =>
        error instanceof FormatError &&
        error.message.startsWith('relocations of .debug_made at byte 0x18: out of order'),
    );
  });
});

describe('relocatedSections', () => {
  if (!hasTool('gcc') || !hasTool('addr2line')) return;

  it('gives the lines of a module where it is loaded, as addr2line does of the file', async function () {
    this.timeout(60_000);
    // One section of code: addr2line mixes up several, which all start at 0.
    const options = ['-g', '-gdwarf-4', '-fno-reorder-blocks-and-partition'];
    const folder = scratchFolder('relocated');
    const object = buildObject({ folder, name: 'made.ko', compiler: 'gcc', options });
    const elf = await openElf(object);
    const text = elf.sections.find(({ name }) => name === '.text')!;
    const dwarf = new DwarfFile(
      relocatedSections(elf, ({ name }) => (name === '.text' ? MODULE : undefined)),
    );
    const offsets = Array.from({ length: text.bytes }, (_, offset) => offset);
    const theirs = framesByAddr2line(object, offsets, '.text');
    const unlike = offsets.filter(
      (offset) => agreement(dwarf.frames(MODULE + offset), theirs[offset]!) === 'different',
    );
    assert.deepEqual(unlike, []);
    assert.ok(offsets.some((offset) => dwarf.frames(MODULE + offset).length > 2));
  });
});
