import assert from 'node:assert/strict';
import { listingMargins } from '../../../src/extension/disassembly/listingMargins';
import { untimed } from '../code/madeCode';
import { cannedListing, cannedListingOfBoth, hlt, line, listingOf } from './cannedListing';

describe('the margin of a disassembly', () => {
  it('has exits and their time beside their instructions, and names its columns on top', () => {
    const shown = listingMargins(cannedListing()).map(({ before }) => before.trim());

    assert.equal(shown[0], 'exits     time');
    assert.equal(shown[4], '2  1.00 ms');
    assert.equal(shown[9], '1,234  9.00 ms');
    assert.equal(shown[8], '');
  });

  it('is as wide on every line', () => {
    const widths = new Set(listingMargins(cannedListing()).map(({ before }) => before.length));

    assert.equal(widths.size, 1);
  });

  it('is as wide with the largest numbers', () => {
    const huge = { ...hlt, count: 1_234_567_890, totalNs: 9.87e15 };
    const listing = listingOf([line('a', { exits: [huge] }), line('b')]);
    for (const unit of ['ns', 'cycles'] as const) {
      const [first, second] = listingMargins({ ...listing, unit });
      assert.equal(first?.before.length, second?.before.length);
    }
  });

  it('is hotter the more of the function’s time an instruction takes', () => {
    const times = [600, 250, 100, 40, 10];
    const lines = times.map((totalNs) => line('x', { exits: [{ ...hlt, totalNs }] }));
    const heats = listingMargins(listingOf([...lines, line('y')])).map(({ heat }) => heat);

    assert.deepEqual(heats, [4, 3, 2, 1, 1, 0]);
  });

  it('tells exits whose time is not recorded from none', () => {
    const exits = [untimed('HLT', 3)];
    const [, margin] = listingMargins(listingOf([line('; x'), line('hlt', { exits })]));

    assert.deepEqual([margin?.heat, margin?.isExiting], [1, true]);
    assert.match(margin!.before, /^ +3 +– $/);
  });

  it('has the exits of two runs, and how many more a second the second one has', () => {
    const margins = listingMargins(cannedListingOfBoth());

    const shown = margins.map(({ before }) => before.trim().replaceAll(/ +/g, ' '));
    assert.equal(shown[0], 'A exits time | B exits time | Δ');
    assert.equal(shown[4], 'A 2 1.00 ms | B 0 | −2.00/s');
    assert.equal(shown[9], 'A 1,234 9.00 ms | B 617 3.00 ms | +1,234/s');
    assert.equal(shown[8], '');
    assert.equal(margins[0]!.behind, 'A a.trace.dat, B b.trace.dat');
    assert.equal(new Set(margins.map(({ before }) => before.length)).size, 1);
  });

  it('is that of one run, and says why, where the other one has other code', () => {
    const { other, ...listing } = cannedListingOfBoth();
    const whyNot = 'default_idle has other code in b.trace.dat.';

    const margins = listingMargins({ ...listing, other: { ...other!, whyNot } });

    assert.equal(margins[0]!.behind, whyNot);
    assert.equal(margins[9]!.before.trim(), '1,234  9.00 ms');
  });

  it('shares the time of all exits of the function, listed or not', () => {
    const listing = listingOf([line('x', { exits: [{ ...hlt, totalNs: 60 }] })]);
    const unlisted = [{ ...hlt, totalNs: 40 }];

    const heatOf = (shown: typeof listing): number => listingMargins(shown)[0]!.heat;
    const disassembly = { ...listing.disassembly, unlisted: [{ ...hlt, totalNs: 540 }] };
    assert.equal(heatOf({ ...listing, disassembly: { ...disassembly, unlisted } }), 4);
    assert.equal(heatOf({ ...listing, disassembly }), 2);
  });

  it('tells how many of the exits were inside of the instruction', () => {
    const [margin] = listingMargins(listingOf([line('x', { exits: [hlt], insideCount: 1000 })]));

    assert.equal(margin?.behind, 'HLT (1,000 inside)');
  });

  it('names the reasons behind the instruction, three at most', () => {
    const exits = ['A', 'B', 'C', 'D', 'E'].map((reason) => ({ ...hlt, reason }));
    const margins = listingMargins(listingOf([line('x', { exits }), line('y', { exits: [hlt] })]));

    assert.deepEqual(
      margins.map(({ behind }) => behind),
      ['A, B, C, 2 more', 'HLT'],
    );
  });
});
