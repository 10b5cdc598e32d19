import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { ExitPlace } from '../../../src/symbols/kaslr/SlideEvidence';
import { symbolFixture } from '../../support/symbols/openElf';
import { exitsOf, placed } from '../../support/symbols/placed';
import { fixtureSymbols, symbolsOfText } from '../../support/symbols/symbolFiles';

/** VMX exit reason. */
const HLT = 12;

describe('a kallsyms, where a slide is given,', () => {
  it('of another boot, with too few exits to tell, goes to the slide it offers once that is given', async () => {
    const text = readFileSync(symbolFixture('vmx-linux-hlt.kallsyms'), 'latin1');
    const higher = text.replace(/^f{8}([0-9a-f]{8})/gm, (_, digits: string) =>
      (0xffff_ffff_0a00_0000n + BigInt(`0x${digits}`)).toString(16),
    );
    const table = await symbolsOfText(higher);
    const all = await exitsOf('linux/vmx-linux-hlt');
    const isHalt = ({ code, rip }: ExitPlace): boolean => code === HLT && rip < 0;
    const exits = all.filter(isHalt).slice(0, 1);
    const [offering] = placed([table], { exits }).images;
    assert.deepEqual(
      [offering!.bias, offering!.candidates.map(({ slide }) => slide)],
      [undefined, [0x1e60_0000]],
    );
    assert.match(offering!.problems[0]!.message, /too few .* the slide 0x1e600000 .* Choose it/);

    const symbols = placed([table], { exits, slide: 0x1e60_0000 });
    const { placedBy, bias, slide, problems } = symbols.images[0]!;
    assert.deepEqual([placedBy, bias, slide], ['given', -0xa00_0000, 0x1e60_0000]);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['other-boot'],
    );
    assert.equal(symbols.find(exits[0]!.rip)?.name, 'native_safe_halt');
  });

  it('goes where the user says, and says when the exits object', async () => {
    const exits = await exitsOf('linux/vmx-linux-hlt');
    const table = await fixtureSymbols('vmx-linux-hlt.kallsyms');
    const right = placed([table], { exits, slide: 0x1e60_0000 }).images[0]!;
    assert.deepEqual([right.placedBy, right.bias, right.problems], ['given', 0, []]);
    const wrong = placed([table], { exits, slide: 0x1e40_0000 }).images[0]!;
    assert.deepEqual([wrong.bias, wrong.confidence], [-0x20_0000, 0]);
    assert.match(wrong.problems[0]!.message, /not fit the slide 0x1e400000 .* fit 0x1e600000/);
  });
});

describe('a table of a kernel that ends within a line', () => {
  it('is used, and said to be cut', async () => {
    const text = readFileSync(symbolFixture('vmx-linux-hlt.kallsyms'), 'latin1');
    const exits = await exitsOf('linux/vmx-linux-hlt');
    const symbols = placed([await symbolsOfText(text.slice(0, -5))], { exits });
    assert.deepEqual(
      [symbols.images[0]!.bias, symbols.images[0]!.problems.map(({ code }) => code)],
      [0, ['cut-symbols']],
    );
  });
});

describe('a slide that KASLR cannot choose', () => {
  for (const slide of [0x1e60_0123, 0x4000_0000, -0x120_0000]) {
    it(`is no kernel's: 0x${slide.toString(16)}`, async () => {
      const exits = await exitsOf('linux/vmx-linux-hlt');
      const files = ['linux-6.1-cloud.System.map', 'vmx-linux-hlt.kallsyms'];
      for (const file of files) {
        const symbols = placed([await fixtureSymbols(file)], { exits, slide });
        const [{ bias, problems } = {}] = symbols.images;
        assert.equal(bias, undefined);
        assert.match(problems![0]!.message, /multiple of 2 MiB, .* It is not used/);
        assert.ok(exits.every(({ rip }) => symbols.find(rip) === undefined));
      }
    });
  }

  it('may be that of a program', async () => {
    const symbols = placed([await fixtureSymbols('lab-guest.elf')], { slide: 0x1234 });
    assert.deepEqual([symbols.images[0]!.bias, symbols.images[0]!.problems], [0x1234, []]);
  });
});
