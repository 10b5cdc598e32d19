import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { CodeBytes } from '../../src/formats/elf/CodeBytes';
import { SectionType } from '../../src/formats/elf/elfConstants';
import type { ElfFile } from '../../src/formats/elf/ElfFile';
import { FormatError } from '../../src/formats/FormatError';
import { ModuleCode } from '../../src/symbols/ModuleCode';
import { moduleSections } from '../../src/symbols/moduleSections';
import { scratchFolder } from '../support/scratchFolder';
import { elfOfBytes, openElf } from '../support/symbols/openElf';
import { hasTool, toolText } from '../support/symbols/toolText';
import { withSectionField } from '../support/symbols/withSectionField';

/** 0xffffffffc0342000, where a kernel puts modules, and what it exports. */
const BASE = -0x3fcb_e000;
const KERNEL = -0x7eed_b000;

const source = `
  extern int kernels(int);
  static int counted;
  __attribute__((noinline)) static int twice(int a) { __asm__ volatile(""); return a * 2; }
  __attribute__((section(".text.unlikely"), aligned(64))) int rare(int a) { return kernels(a) - 1; }
  int common(int a) { return rare(a) + twice(a) + kernels(a); }
  int stores(int a) { counted += a; return counted; }
`;

describe('the code of a kernel module', () => {
  if (!hasTool('gcc') || !hasTool('ld')) return;

  const folder = scratchFolder('module-code');
  const object = path.join(folder, 'made.ko');
  let module: ElfFile;
  let linked: CodeBytes;
  before(async () => {
    const [text, script] = [path.join(folder, 'made.c'), path.join(folder, 'made.lds')];
    writeFileSync(text, source);
    writeFileSync(
      script,
      `SECTIONS {
         . = 0xffffffffc0342000;
         .text : { *(.text) }
         .text.unlikely : { *(.text.unlikely) }
         . = 0xffffffffc0400000;
         .bss : { *(.bss) *(COMMON) }
         /DISCARD/ : { *(*) }
       }`,
    );
    const frozen = ['-O2', '-c', '-mcmodel=kernel', '-fno-pie', '-ffreestanding'];
    toolText('gcc', [...frozen, '-o', object, text]);
    const image = path.join(folder, 'linked');
    toolText('ld', ['-T', script, '--defsym=kernels=0xffffffff81125000', '-o', image, object]);
    module = await openElf(object);
    linked = new CodeBytes(await openElf(image));
  });

  const code = (external = new Map([['kernels', KERNEL]])): ModuleCode =>
    new ModuleCode(module, moduleSections(module, BASE), external);
  const bytesOf = (of: Pick<ModuleCode, 'read'>, address: number, length: number): Uint8Array => {
    const bytes = new Uint8Array(length);
    assert.equal(of.read(address, bytes), length);
    return bytes;
  };
  const whole = (): readonly { readonly address: number; readonly bytes: number }[] =>
    linked.ranges.filter(({ address }) => address < BASE + 0x1000);

  it('is what the linker makes of it, but for what it keeps of data', () => {
    const own = code();
    for (const { address, bytes } of whole()) {
      const expected = bytesOf(linked, address, bytes);
      for (const open of own.openBetween(address, address + bytes)) {
        assert.equal(open.symbol, '.bss');
        expected.fill(0, open.address - address, open.address - address + 4);
      }
      const found = bytesOf(own, address, bytes);
      assert.deepEqual(unlike(found, expected, address), [], `at ${address - BASE}`);
    }
  });

  it('tells what waits for an address that nothing tells', () => {
    const own = code(new Map());
    const [text, unlikely] = whole();
    const symbols = (range: typeof text): readonly string[] =>
      own.openBetween(range!.address, range!.address + range!.bytes).map(({ symbol }) => symbol);
    assert.deepEqual(new Set(symbols(text)), new Set(['kernels', '.bss']));
    assert.deepEqual(symbols(unlikely), ['kernels']);
  });

  it('is read from any byte on', () => {
    const own = code();
    const [{ address, bytes }] = whole() as [ReturnType<typeof whole>[number]];
    const all = bytesOf(own, address, bytes);
    for (let from = 0; from < bytes; from++) {
      assert.deepEqual(bytesOf(own, address + from, bytes - from), all.slice(from));
    }
  });

  it('is none outside of its sections', () => {
    const own = code();
    assert.equal(own.has(BASE - 1), false);
    assert.equal(own.read(BASE - 1, new Uint8Array(4)), 0);
    assert.deepEqual(own.openBetween(BASE - 1, BASE), []);
  });

  it('is told to be damaged where it is, and only there', async () => {
    const bytes = new Uint8Array(readFileSync(object));
    const text = module.sections.find(({ name }) => name === '.text')!;
    const { offset } = module.sections.find(
      ({ type, info }) => type === SectionType.relocations && info === text.index,
    )!;
    const [first, second] = [
      bytes.slice(offset, offset + 24),
      bytes.slice(offset + 24, offset + 48),
    ];
    bytes.set([...second, ...first], offset);
    const damaged = new ModuleCode(
      await elfOfBytes(bytes),
      moduleSections(module, BASE),
      new Map(),
    );
    const unlikely = whole()[1]!.address;
    assert.deepEqual([damaged.has(BASE - 1), damaged.has(unlikely)], [false, true]);
    assert.equal(damaged.read(unlikely, new Uint8Array(4)), 4);
    assert.throws(
      () => damaged.read(BASE, new Uint8Array(4)),
      (error: unknown) =>
        error instanceof FormatError &&
        error.message.includes('relocations of') &&
        error.message.includes('out of order'),
    );
  });

  it('takes no more addresses than its file has bytes, whatever size a section claims', async () => {
    const bytes = new Uint8Array(readFileSync(object));
    const text = module.sections.find(({ name }) => name === '.text')!;
    const elf = await elfOfBytes(withSectionField(bytes, text.index, 'bytes', 1n << 50n));
    const damaged = new ModuleCode(elf, moduleSections(elf, BASE), new Map());
    assert.equal(damaged.has(BASE + bytes.length), false);
    assert.throws(
      () => damaged.read(BASE, new Uint8Array(4)),
      (error: unknown) =>
        error instanceof FormatError && error.message.includes('section .text at byte'),
    );
  });

  it('is read or refused, whatever is damaged', async () => {
    const bytes = new Uint8Array(readFileSync(object));
    const headersAt = Number(new DataView(bytes.buffer).getBigUint64(40, true));
    const anyDamage = fc.record({
      at: fc.oneof(fc.nat(bytes.length - 1), fc.integer({ min: headersAt, max: bytes.length - 1 })),
      byte: fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.nat(255)),
    });
    let readCount = 0;
    const readAll = async (damaged: Uint8Array): Promise<void> => {
      const elf = await elfOfBytes(damaged);
      const sections = moduleSections(elf, BASE);
      const own = new ModuleCode(elf, sections, new Map());
      for (const address of sections.values()) {
        own.read(address, new Uint8Array(256));
        own.openBetween(address, address + 256);
      }
      readCount++;
    };
    const property = fc.asyncProperty(
      fc.array(anyDamage, { minLength: 1, maxLength: 4 }),
      async (damages) => {
        const damaged = bytes.slice();
        for (const { at, byte } of damages) damaged[at] = byte;
        await readAll(damaged).catch((error: unknown) => {
          assert.ok(error instanceof FormatError, String(error));
        });
      },
    );
    await fc.assert(property, { numRuns: 500 });
    assert.ok(readCount > 0);
  }).timeout(20_000);
});

/** Offsets at which they differ, and how. */
function unlike(found: Uint8Array, expected: Uint8Array, address: number): readonly string[] {
  return Array.from(found.keys())
    .filter((at) => found[at] !== expected[at])
    .map((at) => `${address + at - BASE}: ${found[at]} instead of ${expected[at]}`);
}
