import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ByteSource } from '../../../src/formats/ByteSource';
import { FormatError } from '../../../src/formats/FormatError';
import { scratchFolder } from '../../support/scratchFolder';
import { elfOfBytes, openElf, symbolFixture } from '../../support/symbols/openElf';
import { hasTool, toolText } from '../../support/symbols/toolText';

const guest = symbolFixture('lab-guest.elf');

function textOf(source: ByteSource | undefined): string {
  const bytes = new Uint8Array(source?.size ?? 0);
  source?.read(bytes, 0);
  return Buffer.from(bytes).toString('latin1');
}

/** `[ 1] .text PROGBITS 0000000000100000 001000 000690 00 AX …`, as `readelf -SW` prints it. */
function sectionsByReadelf(file: string): unknown[] {
  const rows = toolText('readelf', ['-SW', file]).matchAll(
    /^ *\[ *(\d+)\] (\S+) +\S+ +([0-9a-f]{16}) ([0-9a-f]+) ([0-9a-f]+) /gm,
  );
  return [...rows].map(([, index, name, address, offset, bytes]) => [
    Number(index),
    name,
    BigInt.asIntN(64, BigInt(`0x${address}`)).toString(),
    parseInt(offset!, 16),
    parseInt(bytes!, 16),
  ]);
}

async function sectionsOf(file: string): Promise<unknown[]> {
  const { sections } = await openElf(file);
  return sections
    .slice(1)
    .map(({ index, name, address, offset, bytes }) => [
      index,
      name,
      BigInt(address).toString(),
      offset,
      bytes,
    ]);
}

describe('readElf', () => {
  it('tells what a program for x86-64 consists of', async () => {
    const elf = await openElf(guest);
    assert.equal(elf.type, 'executable');
    assert.equal(elf.sections[0]!.name, '');
    const text = elf.sections.find(({ name }) => name === '.text');
    assert.equal(text?.address, 0x100000);
    assert.ok(elf.segments.some(({ address }) => address === 0x100000));
  });

  it('gives the bytes of a section by its name, and none of one that is absent', async () => {
    const elf = await openElf(guest);
    assert.match(textOf(elf.find('.debug_line_str')), /\/src\/idlelab/);
    assert.equal(elf.find('.debug_nothing'), undefined);
  });

  for (const [what, at, value, reason] of [
    [
      'a 32-bit program',
      4,
      1,
      /ELF header at byte 0x4: this is a 32-bit file, .* 64-bit x86 guests alone/,
    ],
    ['a big-endian one', 5, 2, /at byte 0x5: it is not little-endian/],
    ['a program for another machine', 18, 183, /at byte 0x12: it is for machine 183, not x86-64/],
  ] as const) {
    it(`refuses ${what} and says so`, async () => {
      const bytes = new Uint8Array(readFileSync(guest));
      bytes[at] = value;
      await assert.rejects(
        elfOfBytes(bytes),
        (error) => error instanceof FormatError && reason.test(error.message),
      );
    });
  }

  it('says where a file was cut short', async () => {
    const bytes = new Uint8Array(readFileSync(guest));
    await assert.rejects(elfOfBytes(bytes.slice(0, 5000)), /section headers at byte 0x.*needs/);
    await assert.rejects(elfOfBytes(bytes.slice(0, 40)), /ELF header at byte 0x0: needs 64 bytes/);
  });

  it('does not allocate what a damaged header says', async () => {
    const bytes = new Uint8Array(readFileSync(guest));
    const view = new DataView(bytes.buffer);
    const headers = Number(view.getBigUint64(40, true));
    view.setUint16(60, 0, true);
    view.setBigUint64(headers + 32, 2n ** 60n, true);
    await assert.rejects(elfOfBytes(bytes), /says it has 1152921504606847000 sections/);
  });

  if (!hasTool('gcc') || !hasTool('readelf')) return;

  const folder = scratchFolder('elf');
  const build = (name: string, source: string, options: readonly string[]): string => {
    const file = path.join(folder, name);
    writeFileSync(`${file}.c`, source);
    toolText('gcc', ['-g', '-o', file, `${file}.c`, ...options]);
    return file;
  };

  it('reads the same section headers as readelf', async () => {
    const program = build('program', 'int main(void) { return 0; }', []);
    for (const file of [guest, program]) {
      assert.deepEqual(await sectionsOf(file), sectionsByReadelf(file));
    }
  });

  it('reads the headers of an object with more sections than the header can count', async function () {
    // The assembler takes its time.
    this.timeout(60_000);
    const functions = Array.from({ length: 66_000 }, (_, index) => `.section .s${index}\nnop\n`);
    const assembly = path.join(folder, 'many.s');
    writeFileSync(assembly, functions.join(''));
    const object = path.join(folder, 'many.o');
    toolText('gcc', ['-c', '-o', object, assembly]);
    const elf = await openElf(object);
    assert.equal(elf.type, 'relocatable');
    const names = new Set(elf.sections.map(({ name }) => name));
    assert.ok(names.has('.s0') && names.has('.s65999'));
  });

  for (const method of ['zlib', 'zlib-gnu', 'zstd']) {
    it(`inflates debug sections packed with ${method}`, async function () {
      const source = `const char text[] = "x"; int main(void) { return ${'text[0] + '.repeat(500)} 0; }`;
      const plain = build('plain', source, []);
      const packed = path.join(folder, `packed-${method}`);
      toolText('objcopy', [`--compress-debug-sections=${method}`, plain, packed]);
      const [inflated, original] = [await openElf(packed), await openElf(plain)];
      const isPacked = inflated.sections.some(
        ({ name, flags }) => name.startsWith('.zdebug_') || (flags & 0x800) !== 0,
      );
      assert.ok(isPacked, 'nothing was packed');
      for (const name of ['.debug_info', '.debug_line', '.debug_str']) {
        assert.equal(textOf(inflated.find(name)), textOf(original.find(name)), name);
      }
    });
  }

  it('has no bytes of code in a separate debug file', async () => {
    const program = build('linked', 'int main(void) { return 0; }', []);
    const debug = `${program}.debug`;
    toolText('objcopy', ['--only-keep-debug', program, debug]);
    const elf = await openElf(debug);
    assert.equal(elf.find('.text'), undefined);
    assert.ok(elf.find('.debug_info')!.size > 0);
  });
});
