import assert from 'node:assert/strict';
import type { ByteSource } from '../../src/formats/ByteSource';
import type { DwarfSections } from '../../src/formats/dwarf/DwarfSections';
import { memorySource } from '../../src/formats/memorySource';
import { DebugLines, hasDebugInfo } from '../../src/symbols/DebugLines';
import { scratchFolder } from '../support/scratchFolder';
import { buildProgram } from '../support/symbols/buildProgram';
import { openElf, symbolFixture } from '../support/symbols/openElf';
import { hasTool } from '../support/symbols/toolText';

const FILL = 0x401030;

/** The sections of a program, of which one is changed. */
async function sectionsWith(
  name: string,
  change: (bytes: Uint8Array) => void,
): Promise<DwarfSections> {
  const elf = await openElf(symbolFixture('rings-gcc-dwarf5.elf'));
  const source = elf.find(name);
  const bytes = new Uint8Array(source?.size ?? 0);
  source?.read(bytes, 0);
  change(bytes);
  const changed = memorySource(name, bytes);
  return {
    find: (wanted): ByteSource | undefined => (wanted === name ? changed : elf.find(wanted)),
  };
}

function codes(lines: DebugLines): string[] {
  return lines.diagnostics.map(({ code }) => code);
}

describe('DebugLines', () => {
  it('answers from debug information, and has nothing to complain of', async () => {
    const lines = new DebugLines(await openElf(symbolFixture('rings-gcc-dwarf5.elf')));
    assert.equal(lines.frames(FILL).at(-1)?.function, 'mixed');
    assert.deepEqual(codes(lines), []);
  });

  it('tells whether there is debug information at all', async () => {
    assert.equal(hasDebugInfo(await openElf(symbolFixture('lab-guest.elf'))), true);
    assert.equal(hasDebugInfo({ find: () => undefined }), false);
  });

  it('knows nothing of a damaged unit, says where the damage is, and still answers for the others', async () => {
    const sections = await sectionsWith('.debug_line', (bytes) => {
      bytes[4] = 99; // Version of the first unit's program.
    });
    const lines = new DebugLines(sections);
    const answers = [...Array(0x300).keys()].map((at) => lines.frames(0x401000 + at).length);
    assert.ok(answers.some((count) => count > 0));
    assert.deepEqual(codes(lines), ['damaged-debug-info']);
    assert.match(
      lines.diagnostics[0]!.message,
      /^\.debug_line at byte 0x0: line program of version 99\. .*Copy the image again/,
    );
  });

  it('says how many units cannot be read, and why the first cannot', async () => {
    const sections = await sectionsWith('.debug_abbrev', (bytes) => bytes.fill(0xff, 0, 40));
    const lines = new DebugLines(sections);
    assert.deepEqual(codes(lines), ['damaged-debug-info']);
    assert.match(
      lines.diagnostics[0]!.message,
      /^One unit of the debug information cannot be read/,
    );
  });

  it('says that units are of a version of DWARF that is not known', async () => {
    const sections = await sectionsWith('.debug_info', (bytes) => {
      bytes[4] = 6;
    });
    const lines = new DebugLines(sections);
    assert.deepEqual(codes(lines), ['unknown-dwarf-version']);
  });

  it('says that names stand in a file that dwz made', async () => {
    const elf = await openElf(symbolFixture('rings-gcc-dwarf5.elf'));
    const link = memorySource('link', Uint8Array.of(0));
    const sections = {
      find: (name: string) => (name === '.gnu_debugaltlink' ? link : elf.find(name)),
    };
    assert.deepEqual(codes(new DebugLines(sections)), ['shared-debug-info']);
  });

  if (!hasTool('gcc')) return;

  for (const version of [4, 5]) {
    it(`knows lines of code whose debug information is split off, DWARF ${version}, and says so`, async function () {
      this.timeout(60_000);
      const image = buildProgram({
        folder: scratchFolder('split'),
        name: `split${version}`,
        compiler: 'gcc',
        options: ['-g', `-gdwarf-${version}`, '-gsplit-dwarf'],
      });
      const elf = await openElf(image);
      const lines = new DebugLines(elf);
      assert.deepEqual(codes(lines), ['split-dwarf']);
      const { address, bytes } = elf.sections.find(({ name }) => name === '.text')!;
      const [frame, ...others] = lines.frames(address + bytes - 8);
      assert.deepEqual(others, []);
      assert.equal(frame?.function, undefined);
      assert.match(frame?.file ?? '', /\.c$/);
    });
  }
});
