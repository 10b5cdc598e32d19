import assert from 'node:assert/strict';
import type { ByteSource } from '../../src/formats/ByteSource';
import type { DwarfSections } from '../../src/formats/dwarf/DwarfSections';
import { FormatError } from '../../src/formats/FormatError';
import { memorySource } from '../../src/formats/memorySource';
import { openDebugLines } from '../../src/symbols/debugLines';
import type { LineTable } from '../../src/symbols/LineTable';
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

function opened(sections: DwarfSections): LineTable {
  const lines = openDebugLines(sections);
  assert.ok(lines);
  let more = true;
  while (more) more = lines.prepare(FILL);
  return lines;
}

function codes(lines: LineTable): string[] {
  return lines.diagnostics.map(({ code }) => code);
}

describe('openDebugLines', () => {
  it('answers from debug information, and has nothing to complain of', async () => {
    const lines = opened(await openElf(symbolFixture('rings-gcc-dwarf5.elf')));
    assert.equal(lines.frames(FILL).at(-1)?.function, 'mixed');
    assert.deepEqual(codes(lines), []);
  });

  it('opens nothing where there is no debug information', () => {
    assert.equal(openDebugLines({ find: () => undefined }), undefined);
  });

  it('knows nothing where all of it is unreadable, and says why', () => {
    const unreadable = new FormatError(
      'bad-compression',
      { section: '.debug_info', offset: 64 },
      'it does not inflate',
      'Copy the file again.',
    );
    const lines = opened({
      find: () => {
        throw unreadable;
      },
    });
    assert.deepEqual(lines.frames(FILL), []);
    assert.deepEqual(
      lines.diagnostics.map(({ message, offset }) => [message, offset]),
      [[unreadable.message, 64]],
    );
  });

  it('knows nothing of a damaged unit, says where the damage is, and still answers for the others', async () => {
    const sections = await sectionsWith('.debug_line', (bytes) => {
      bytes[4] = 99; // Version of the first unit's program.
    });
    const lines = opened(sections);
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
    const lines = opened(sections);
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
    const lines = opened(sections);
    assert.deepEqual(codes(lines), ['unknown-dwarf-version']);
  });

  it('says that names stand in a file that dwz made', async () => {
    const elf = await openElf(symbolFixture('rings-gcc-dwarf5.elf'));
    const link = memorySource('link', Uint8Array.of(0));
    const sections = {
      find: (name: string) => (name === '.gnu_debugaltlink' ? link : elf.find(name)),
    };
    assert.deepEqual(codes(opened(sections)), ['shared-debug-info']);
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
      const lines = opened(elf);
      assert.deepEqual(codes(lines), ['split-dwarf']);
      const { address, bytes } = elf.sections.find(({ name }) => name === '.text')!;
      const [frame, ...others] = lines.frames(address + bytes - 8);
      assert.deepEqual(others, []);
      assert.equal(frame?.function, undefined);
      assert.match(frame?.file ?? '', /\.c$/);
    });
  }
});
