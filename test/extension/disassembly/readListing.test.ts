import assert from 'node:assert/strict';
import type { Params } from '../../../src/protocol/requests';
import { readListing } from '../../../src/extension/disassembly/readListing';
import { sourceTexts, wantedSources } from '../../../src/extension/disassembly/wantedSources';
import type { Asked } from '../../../src/extension/language/rowOfEvent';
import { cannedListing, halt, line, listingOf } from './cannedListing';

const { listed, disassembly } = cannedListing();

/** Answers with what is canned, and keeps what it was asked for. */
function asking(answer: typeof disassembly | null): {
  readonly asked: Asked;
  readonly wanted: Params<'disassembly'>[];
} {
  const wanted: Params<'disassembly'>[] = [];
  const call = async (method: string, params: unknown): Promise<unknown> => {
    if (method === 'traceFacts') return { facts: { sources: [{ clock: { unit: 'cycles' } }] } };
    wanted.push(params as Params<'disassembly'>);
    return answer;
  };
  return { asked: { call: call as Asked['call'] }, wanted };
}

describe('reading a disassembly', () => {
  it('asks once more with the source lines that were found, and only with those', async () => {
    const { asked, wanted } = asking(disassembly);
    const sourceText = async (file: string): Promise<string | undefined> =>
      file === halt.file ? `${'\n'.repeat(50)}  asm("sti; hlt");\r\nnext` : undefined;

    const listing = await readListing(listed, { asked, syntax: 'intel', sourceText });

    const place = { vm: 0, rip: '0xffffffff81000000', syntax: 'intel' };
    assert.deepEqual(wanted, [
      { ...place, sources: [] },
      { ...place, sources: [{ file: halt.file, line: 51, text: 'asm("sti; hlt");' }] },
    ]);
    assert.equal(listing?.disassembly, disassembly);
    assert.equal(listing.unit, 'cycles');
  });

  it('asks once where no source is at hand', async () => {
    const { asked, wanted } = asking(disassembly);

    await readListing(listed, { asked, syntax: 'att', sourceText: async () => undefined });

    assert.equal(wanted.length, 1);
  });

  it('says when no code is known', async () => {
    const { asked } = asking(null);

    const listing = await readListing(listed, {
      ...{ asked, syntax: 'att' as const },
      sourceText: async () => assert.fail('nothing is to be read'),
    });

    assert.equal(listing, undefined);
  });

  it('wants the innermost line of each block, of 64 files at most', () => {
    const { lines } = listingOf(
      Array.from({ length: 100 }, (_, index) =>
        line('', { kind: 'source', frames: [{ ...halt, file: `${index}.h` }] }),
      ),
    ).disassembly;

    assert.equal(wantedSources(lines).size, 64);
    assert.deepEqual(
      [...wantedSources(disassembly.lines)].map(([file, of]) => [file, ...of]),
      [
        ['/build/kernel/process.c', 711],
        ['/build/include/irqflags.h', 51],
      ],
    );
  });

  it('takes of a source line what fits into a line of a listing', () => {
    const odd = `a\tb\u2028c\n${'x'.repeat(1000)}\n\n`;

    assert.deepEqual(
      sourceTexts('f', new Set([1, 2, 3, 9]), odd).map(({ text }) => text),
      ['a b c', 'x'.repeat(200)],
    );
  });
});
