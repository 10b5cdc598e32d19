import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { atOnce } from '../../src/base/steps';
import { FormatError } from '../../src/formats/FormatError';
import { nodeDecompressor } from '../../src/engine/node/nodeDecompressor';
import { memorySource } from '../../src/formats/memorySource';
import { CodeBytes } from '../../src/formats/elf/CodeBytes';
import { readElf } from '../../src/formats/elf/readElf';
import { readSymbolFile } from '../../src/symbols/readSymbolFile';
import { mutated } from '../support/fuzz/mutated';
import { SeededRandom } from '../support/fuzz/SeededRandom';
import { symbolFixture } from '../support/symbols/openElf';
import { fixtureSymbols, symbolsOfBytes, symbolsOfText } from '../support/symbols/symbolFiles';
import { writeTraceDat } from '../support/traceDatWriter';

const KERNEL = 'ffffffff84000000 T _text\nffffffff84e01d32 T _etext\n';

/** Damaged files a run looks at: enough to reach every reader, in a second or two. */
const DAMAGED = 400;

describe('readSymbolFile', () => {
  it('tells a table of addresses a kernel was linked for from one of a kernel that ran', async () => {
    const kinds = await Promise.all(
      [
        'ffffffff81000000 T _text\n',
        KERNEL,
        'ffffffff81000000 T _text\nffffffffc0342000 t p9_exit\t[9p]\n',
        '0000000000100000 T _start\n',
      ].map(async (text) => {
        const file = await symbolsOfText(text);
        return file.is === 'text' && [file.kind, file.kernel !== undefined];
      }),
    );
    assert.deepEqual(kinds, [
      ['system-map', true],
      ['kallsyms', true],
      ['kallsyms', true],
      ['system-map', false],
    ]);
  });

  it("takes the kallsyms out of a guest's recording", async () => {
    const written = { version: 7, formats: [], buffers: [], kallsyms: KERNEL } as const;
    const file = await symbolsOfBytes(writeTraceDat(written), 'guest.trace.dat');
    assert.ok(file.is === 'text' && file.kind === 'kallsyms');
    assert.equal(file.table.find(-0x7c00_0000 + 5)?.name, '_text');
  });

  it('sees whether a text ends within a line', async () => {
    for (const [text, isCut] of [
      [KERNEL, false],
      [KERNEL.slice(0, -3), true],
    ] as const) {
      const file = await symbolsOfText(text);
      assert.ok(file.is === 'text' && file.kind === 'kallsyms');
      assert.equal(file.isCut, isCut);
    }
  });

  it('knows a program with its code and symbols', async () => {
    const file = await fixtureSymbols('lab-guest.elf');
    assert.ok(file.is === 'program' && file.kernel === undefined && file.code !== undefined);
    assert.deepEqual(file.table?.find(0x100009), {
      name: 'idle_hlt',
      address: 0x100009,
      offset: 0,
      module: undefined,
      bytes: undefined,
      next: 0x10000a,
    });
  });

  for (const [what, bytes, reason] of [
    [
      'a recording without kallsyms',
      writeTraceDat({ version: 7, formats: [], buffers: [] }),
      /no kallsyms/,
    ],
    ['a gzip file', Uint8Array.of(0x1f, 0x8b, 8, 0), /a gzip file, to be unpacked first/],
    ['an empty file', new Uint8Array(0), /the file is empty/],
    ['a text of something else', new TextEncoder().encode('hello\n'), /neither ELF nor a list/],
    ['a bootable kernel', bootable(), /extract-vmlinux/],
  ] as const) {
    it(`refuses ${what} and says what to give instead`, async () => {
      await assert.rejects(
        symbolsOfBytes(bytes),
        (error) =>
          error instanceof FormatError &&
          reason.test(error.message) &&
          /Give the guest's vmlinux/.test(error.message),
      );
    });
  }

  it('ends in symbols or a clear error, however an ELF file is damaged', async () => {
    const original = new Uint8Array(readFileSync(symbolFixture('lab-guest.elf')));
    const decompressor = await nodeDecompressor();
    const random = new SeededRandom(7);
    let read = 0;
    for (let left = DAMAGED; left > 0; left--) {
      const { bytes, how } = mutated(original, original, random);
      try {
        const source = memorySource('damaged', bytes);
        const file = atOnce(readSymbolFile(source, decompressor));
        if (file.is === 'program') file.table?.find(0x100020);
        const elf = readElf(source, decompressor);
        for (const section of elf.sections) readable(() => elf.bytesOf(section));
        new CodeBytes(elf).read(0x100000, new Uint8Array(16));
        read++;
      } catch (error) {
        assert.ok(error instanceof FormatError, `${how}: ${String(error)}`);
      }
    }
    assert.ok(read > 0 && read < DAMAGED, `${read} of ${DAMAGED} could be read`);
  }).timeout(30_000);
});

/** A section that cannot be read must say so; the others are looked at all the same. */
function readable(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    assert.ok(error instanceof FormatError, String(error));
  }
}

function bootable(): Uint8Array {
  const bytes = new Uint8Array(1024);
  bytes.set(new TextEncoder().encode('MZ'), 0);
  bytes.set(new TextEncoder().encode('HdrS'), 0x202);
  return bytes;
}
