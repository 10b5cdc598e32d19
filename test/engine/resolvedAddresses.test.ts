import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { atOnce } from '../../src/base/steps';
import { nodeDecompressor } from '../../src/engine/node/nodeDecompressor';
import { resolvedAddresses } from '../../src/engine/resolvedAddresses';
import { memorySource } from '../../src/formats/memorySource';
import { readSymbolFile } from '../../src/symbols/readSymbolFile';
import type { SymbolFile } from '../../src/symbols/SymbolFile';
import { symbolFixture } from '../support/symbols/openElf';

async function symbolsOf(name: string, change?: (bytes: Uint8Array) => void): Promise<SymbolFile> {
  const bytes = new Uint8Array(readFileSync(symbolFixture(name)));
  change?.(bytes);
  return atOnce(readSymbolFile(memorySource(name, bytes), await nodeDecompressor()));
}

describe('resolvedAddresses', () => {
  it('has the functions that code is inlined into, the innermost first', async () => {
    const file = await symbolsOf('rings-clang-dwarf5.elf');
    const { rows } = resolvedAddresses([file], undefined, [0x401030]);
    assert.deepEqual(
      rows[0]!.frames.map(({ function: name, line }) => [name, line]),
      [
        ['put', 24],
        ['put_word', 21],
        ['fill', 32],
      ],
    );
  });

  it('names code of assembly after its symbol, as addr2line does', async () => {
    const file = await symbolsOf('lab-guest.elf');
    const { rows } = resolvedAddresses([file], undefined, [0x10000a]);
    const [frame] = rows[0]!.frames;
    assert.equal(
      `${frame!.function!} ${frame!.file!}:${frame!.line!}`,
      'rip_hlt /src/idlelab/guest/guest.S:14',
    );
  });

  it('says with the image what of its debug information cannot be read, and still names the symbol', async () => {
    const file = await symbolsOf('lab-guest.elf', (bytes) => {
      // Version of the first line program, at the start of .debug_line.
      bytes[0x1d00 + 4] = 77;
    });
    const { images, rows } = resolvedAddresses([file], undefined, [0x10000a]);
    assert.equal(rows[0]!.symbol, 'rip_hlt');
    assert.deepEqual(rows[0]!.frames, []);
    assert.deepEqual(
      images[0]!.problems.map(({ code }) => code),
      ['damaged-debug-info'],
    );
  });
});
