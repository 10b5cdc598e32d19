import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { CodeBytes } from '../../src/formats/elf/CodeBytes';
import type { ElfFile } from '../../src/formats/elf/ElfFile';
import { ModuleCode } from '../../src/symbols/ModuleCode';
import { moduleSections } from '../../src/symbols/moduleSections';
import { scratchFolder } from '../support/scratchFolder';
import { openElf } from '../support/symbols/openElf';
import { hasTool, toolText } from '../support/symbols/toolText';

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
    const object = path.join(folder, 'made.ko');
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
});

/** Offsets at which they differ, and how. */
function unlike(found: Uint8Array, expected: Uint8Array, address: number): readonly string[] {
  return Array.from(found.keys())
    .filter((at) => found[at] !== expected[at])
    .map((at) => `${address + at - BASE}: ${found[at]} instead of ${expected[at]}`);
}
