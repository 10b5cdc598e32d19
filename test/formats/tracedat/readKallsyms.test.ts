import assert from 'node:assert/strict';
import { nodeDecompressor } from '../../../src/engine/node/nodeDecompressor';
import { memorySource } from '../../../src/formats/memorySource';
import { readFully } from '../../../src/formats/readFully';
import { readKallsyms } from '../../../src/formats/tracedat/readKallsyms';
import { writeTraceDat } from '../../support/traceDatWriter';
import type { WrittenTrace } from '../../support/traceDatWriter';

const TEXT = 'ffffffff84000000 T _text\nffffffffc0342000 t p9_exit\t[9p]\n';

async function kallsymsOf(written: Partial<WrittenTrace>): Promise<string | undefined> {
  const bytes = writeTraceDat({ version: 7, formats: [], buffers: [], ...written });
  const source = readKallsyms(memorySource('made', bytes), await nodeDecompressor());
  if (source === undefined) return undefined;
  const text = new Uint8Array(source.size);
  readFully(source, text, 0);
  return new TextDecoder().decode(text);
}

describe('readKallsyms', () => {
  for (const [what, container] of Object.entries({
    'version 6': { version: 6 },
    'version 7': {},
    'version 7 with zlib': { compression: 'zlib' },
    'version 7 with zstd': { compression: 'zstd' },
  } as const)) {
    it(`gets the symbols out of a recording: ${what}`, async () => {
      assert.equal(await kallsymsOf({ ...container, kallsyms: TEXT }), TEXT);
    });
  }

  it('tells where a recording holds none', async () => {
    assert.equal(await kallsymsOf({}), undefined);
    assert.equal(await kallsymsOf({ version: 6 }), undefined);
  });
});
