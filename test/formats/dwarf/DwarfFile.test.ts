import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { atOnce } from '../../../src/base/steps';
import { hexOfSigned } from '../../../src/base/signedAddress';
import { DwarfFile } from '../../../src/formats/dwarf/DwarfFile';
import type { DwarfFrame } from '../../../src/formats/dwarf/DwarfFile';
import { FormatError } from '../../../src/formats/FormatError';
import { elfSymbolTable } from '../../../src/symbols/elfTable';
import { scratchFolder } from '../../support/scratchFolder';
import { agreement } from '../../support/symbols/agreement';
import { buildNested, buildProgram } from '../../support/symbols/buildProgram';
import { framesText } from '../../support/symbols/framesText';
import { openElf, symbolFixture } from '../../support/symbols/openElf';
import { framesByAddr2line, framesBySymbolizer } from '../../support/symbols/toolFrames';
import type { ToolFrames } from '../../support/symbols/toolFrames';
import { hasTool, toolText } from '../../support/symbols/toolText';

async function openDwarf(file: string): Promise<DwarfFile> {
  return new DwarfFile(await openElf(file));
}

/** Addresses of `.text` that stand `step` bytes apart, at most 3,000 of them. */
async function textAddresses(file: string): Promise<number[]> {
  const { sections } = await openElf(file);
  const { address, bytes } = sections.find(({ name }) => name === '.text')!;
  const count = Math.min(bytes, 3000);
  return Array.from({ length: count }, (_, index) => address + Math.floor((index * bytes) / count));
}

/** What a kept answer says of each address: that of the last row at or before it. */
function keptAnswers(file: string, addresses: readonly number[]): string[] {
  const rows = readFileSync(file, 'latin1')
    .split('\n')
    .filter((row) => row !== '')
    .map((row) => ({ start: Number(row.split(' ', 1)[0]), text: row.slice(row.indexOf(' ') + 1) }));
  return addresses.map((address) => rows.findLast(({ start }) => start <= address)!.text);
}

function assertAgree(
  addresses: readonly number[],
  ours: readonly (readonly DwarfFrame[])[],
  theirs: readonly string[],
): void {
  assert.equal(theirs.length, addresses.length);
  const unlike = addresses.flatMap((address, index) =>
    agreement(ours[index]!, theirs[index]!) === 'different'
      ? [`${hexOfSigned(address)}: ${framesText(ours[index]!)} / ${theirs[index]!}`]
      : [],
  );
  assert.deepEqual(unlike.slice(0, 5), []);
}

async function assertAgreesWith(tool: ToolFrames, image: string): Promise<void> {
  const dwarf = await openDwarf(image);
  const addresses = await textAddresses(image);
  assert.ok(addresses.length > 2000);
  const ours = addresses.map((address) => dwarf.frames(address));
  assert.ok(ours.filter((frames) => frames.length > 2).length > 100, 'little was inlined');
  assertAgree(addresses, ours, tool(image, addresses));
}

describe('DwarfFile', () => {
  for (const [name, tools] of [
    ['rings-gcc-dwarf4', ['addr2line', 'symbolizer']],
    ['rings-gcc-dwarf5', ['addr2line', 'symbolizer']],
    // addr2line 2.40 does not follow indices of addresses, which clang writes.
    ['rings-clang-dwarf5', ['symbolizer']],
    ['lab-guest', ['addr2line', 'symbolizer']],
  ] as const) {
    for (const tool of tools) {
      it(`gives functions and lines of every address of ${name} as ${tool} does`, async () => {
        const image = symbolFixture(`${name}.elf`);
        const dwarf = await openDwarf(image);
        const addresses = await textAddresses(image);
        const ours = addresses.map((address) => dwarf.frames(address));
        const kept = keptAnswers(image.replace('.elf', `.${tool}.txt`), addresses);
        assertAgree(addresses, ours, kept);
      });
    }
  }

  it('tells where functions are defined, also of code that is split off or of what is inlined', async () => {
    for (const name of ['rings-gcc-dwarf4', 'rings-gcc-dwarf5']) {
      const elf = await openElf(symbolFixture(`${name}.elf`));
      const dwarf = new DwarfFile(elf);
      const symbols = atOnce(elfSymbolTable(elf))!;
      const lineOf = (symbol: string): number | undefined =>
        dwarf.definition(symbols.addressOf(symbol)!)?.line;

      // Their first instructions are of lines 8, 26 and of none.
      assert.deepEqual(['stop', 'fill', 'fill.cold'].map(lineOf), [5, 25, 25]);
      assert.equal(lineOf('doze'), undefined);
      assert.match(dwarf.definition(symbols.addressOf('fill')!)!.file, /fill\.c$/);
    }
  });

  it('names the innermost inlined function first, with where each was called', async () => {
    const dwarf = await openDwarf(symbolFixture('rings-clang-dwarf5.elf'));
    assert.deepEqual(dwarf.frames(0x401030), [
      { function: 'put', file: '/src/rings/./rings.h', line: 24, column: 24 },
      { function: 'put_word', file: '/src/rings/fill.c', line: 21, column: 12 },
      { function: 'fill', file: '/src/rings/fill.c', line: 32, column: 12 },
    ]);
  });

  it('has lines of assembly, which names no functions', async () => {
    const dwarf = await openDwarf(symbolFixture('lab-guest.elf'));
    assert.deepEqual(dwarf.frames(0x10000a), [
      { function: undefined, file: '/src/idlelab/guest/guest.S', line: 14, column: undefined },
    ]);
  });

  it('knows nothing of an address outside of all units', async () => {
    const dwarf = await openDwarf(symbolFixture('lab-guest.elf'));
    assert.deepEqual(dwarf.frames(0x200000), []);
    assert.deepEqual(dwarf.frames(-1), []);
  });

  it('is opened unit by unit, for whoever has something else to do meanwhile', async () => {
    const file = symbolFixture('rings-gcc-dwarf5.elf');
    const dwarf = await openDwarf(file);
    let steps = 0;
    while (dwarf.prepare(0x401030)) steps++;

    assert.ok(dwarf.unitCount > 1);
    const linesAndFunctions = 2;
    assert.equal(steps, dwarf.unitCount + linesAndFunctions);
    assert.equal(dwarf.prepare(0x401030), false);
    assert.deepEqual(dwarf.frames(0x401030), (await openDwarf(file)).frames(0x401030));
  });

  it('needs only the units for an address outside of all of them', async () => {
    const dwarf = await openDwarf(symbolFixture('rings-gcc-dwarf5.elf'));
    let steps = 0;
    while (dwarf.prepare(-1)) steps++;
    assert.equal(steps, dwarf.unitCount);
  });

  it('begins anew after a read that failed', async () => {
    const elf = await openElf(symbolFixture('rings-gcc-dwarf5.elf'));
    let failures = 2;
    const dwarf = new DwarfFile({
      find: (name) => {
        const section = elf.find(name);
        const read = (target: Uint8Array, offset: number): number => {
          if (name === '.debug_abbrev' && failures-- > 0) throw new Error('EIO');
          return section!.read(target, offset);
        };
        return section && { ...section, read };
      },
    });

    assert.throws(() => dwarf.frames(0x401030), /EIO/);
    assert.throws(() => dwarf.prepare(0x401030), /EIO/);
    assert.equal(dwarf.frames(0x401030).at(-1)?.function, 'mixed');
  });

  it('refuses an image without debug information and says what to give instead', () => {
    assert.throws(
      () => new DwarfFile({ find: () => undefined }),
      (error: unknown) =>
        error instanceof FormatError &&
        error.message.startsWith('.debug_info at byte 0x0: the image does not have this section'),
    );
  });

  if (!hasTool('gcc') || !hasTool('addr2line') || !hasTool('llvm-symbolizer')) return;

  const folder = scratchFolder('dwarf');

  for (const version of [2, 4, 5]) {
    it(`agrees with addr2line on 3,000 addresses of DWARF ${version} from gcc`, async function () {
      this.timeout(60_000);
      const options = ['-g', `-gdwarf-${version}`, '-ffunction-sections'];
      const name = `gcc-dwarf${version}`;
      const image = buildProgram({ folder, name, compiler: 'gcc', options });
      await assertAgreesWith(framesByAddr2line, image);
    });
  }

  it('finds functions within functions, whose code stands elsewhere', async function () {
    this.timeout(60_000);
    const image = buildNested(folder);
    // The outer functions were not asked for before.
    const inner = (await textAddresses(image)).reverse();
    const dwarf = await openDwarf(image);
    const ours = inner.map((address) => dwarf.frames(address));
    assert.ok(ours.some((frames) => frames.some((frame) => frame.function === 'nested')));
    assertAgree(inner, ours, framesByAddr2line(image, inner));
  });

  for (const [name, options] of [
    ['types in units of their own', ['-gdwarf-4', '-fdebug-types-section']],
    ['compressed sections', ['-gdwarf-5', '-gz']],
    // What follows addr2line 2.40 reads otherwise: see docs/formats/dwarf.md.
    ['64-bit offsets', ['-gdwarf-5', '-gdwarf64']],
    ['functions moved between units by the linker', ['-gdwarf-5', '-flto']],
  ] as const) {
    it(`agrees with llvm-symbolizer on ${name}`, async function () {
      this.timeout(60_000);
      const image = buildProgram({
        folder,
        name: name.replaceAll(' ', '-'),
        compiler: 'gcc',
        options: ['-g', ...options],
      });
      await assertAgreesWith(framesBySymbolizer, image);
    });
  }

  if (hasTool('dwz')) {
    it('agrees with addr2line where dwz has moved entries into units that others share', async function () {
      this.timeout(60_000);
      const options = ['-g', '-gdwarf-4'];
      const image = buildProgram({ folder, name: 'dwz', compiler: 'gcc', options });
      toolText('dwz', [image]);
      await assertAgreesWith(framesByAddr2line, image);
    });
  }

  if (hasTool('clang-14')) {
    for (const version of [4, 5]) {
      it(`agrees with llvm-symbolizer on 3,000 addresses of DWARF ${version} from clang`, async function () {
        this.timeout(60_000);
        const options = ['-g', `-gdwarf-${version}`, '-ffunction-sections'];
        const name = `clang-dwarf${version}`;
        const image = buildProgram({ folder, name, compiler: 'clang-14', options });
        await assertAgreesWith(framesBySymbolizer, image);
      });
    }
  }
});
