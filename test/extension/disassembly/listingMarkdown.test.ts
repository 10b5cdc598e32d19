import assert from 'node:assert/strict';
import { listingMarkdown } from '../../../src/extension/disassembly/listingMarkdown';
import { untimed } from '../code/madeCode';
import { cannedListing, cannedListingOfBoth, line, listingOf } from './cannedListing';

describe('a disassembly as Markdown', () => {
  it('has the lines with their margin, and the reasons of their exits', () => {
    assert.equal(
      listingMarkdown(cannedListing(), { start: 6, end: 9 }, 'a.trace.dat'),
      [
        '`default_idle`, VM 0, a.trace.dat:',
        '',
        '```asm',
        '                ; /build/include/irqflags.h:51 native_safe_halt, inlined at /build/kernel/process.c:711 default_idle',
        '                ;   asm("sti; hlt");',
        '                ffffffff81000001  fb                    sti',
        '1,234  9.00 ms  ffffffff81000002  f4                    hlt',
        '```',
        '',
        '- `0xffffffff81000002` `default_idle+0x2` HLT: 1,234 exits, 9.00 ms (90.0 %), p50 5.00 µs, max 2.50 ms',
        '',
      ].join('\n'),
    );
  });

  it('tells of which of two runs exits are', () => {
    const text = listingMarkdown(cannedListingOfBoth(), { start: 9, end: 9 }, 'a.trace.dat');

    assert.match(text, /^`default_idle`, VM 0, a\.trace\.dat \(A\), b\.trace\.dat \(B\):/);
    assert.match(text, /^- A: `0xffffffff81000002` `default_idle\+0x2` HLT: 1,234 exits/m);
    assert.match(text, /^- B: `0xffffffff81000002` `default_idle\+0x2` HLT: 617 exits/m);
  });

  it('names no reasons where there are no exits', () => {
    const text = listingMarkdown(cannedListing(), { start: 13, end: 13 }, 'a');

    assert.doesNotMatch(text, /^- /m);
  });

  it('tells no time that is not recorded', () => {
    const exits = [untimed('HLT', 3)];
    const listing = listingOf([line('f4  hlt', { rip: '0x10', exits })]);

    assert.match(listingMarkdown(listing, { start: 0, end: 0 }, 'a'), /^- `0x10` HLT: 3 exits$/m);
  });

  it('is a block that no source text ends', () => {
    const text = listingMarkdown(listingOf([line(';   ````')]), { start: 0, end: 0 }, 'a');

    assert.equal(text.match(/^`````/gm)?.length, 2);
  });
});
