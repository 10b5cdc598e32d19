import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { SymbolImage } from '../../../src/symbols/SymbolImage';
import { symbolFixture } from '../../support/symbols/openElf';
import { exitsOf, placed } from '../../support/symbols/placed';
import { fixtureSymbols, symbolsOfBytes } from '../../support/symbols/symbolFiles';

function words({ placedBy, bias, slide, confidence, problems }: SymbolImage): unknown {
  const hexOf = (value: number | undefined): string | undefined => value?.toString(16);
  return [placedBy, hexOf(bias), hexOf(slide), confidence, ...problems.map(({ code }) => code)];
}

/** First alias at an address of a kallsyms text, looked for line by line. */
function simpleLookup(text: string, address: bigint): string | undefined {
  let best: { at: bigint; name: string } | undefined;
  for (const line of text.split('\n')) {
    const [digits, letter, name] = line.split(/\s+/);
    if (name === undefined || /a/i.test(letter!)) continue;
    const at = BigInt(`0x${digits}`);
    if (at <= address && at >> 63n === 1n && (best === undefined || at > best.at))
      best = { at, name };
  }
  return best && `${best.name}+${address - best.at}`;
}

describe("the guest's own kallsyms", () => {
  for (const [recording, table] of [
    ['linux/vmx-linux-hlt', 'vmx-linux-hlt.kallsyms'],
    ['linux/vmx-linux-passthrough', 'linux-6.1-cloud.System.map'],
    ['pairs/kvm.host', 'pairs-kvm.kallsyms'],
    ['pairs/ptp.host', 'pairs-ptp.kallsyms'],
  ] as const) {
    it(`names each exit of ${recording} as a look-up in its lines does`, async () => {
      const exits = await exitsOf(recording);
      const symbols = placed([await fixtureSymbols(table)], { exits });
      const text = readFileSync(symbolFixture(table), 'latin1');
      let named = 0;
      for (const { rip } of exits) {
        const place = symbols.find(rip);
        const address = BigInt.asUintN(64, BigInt(rip));
        const expected = rip < 0 ? simpleLookup(text, address) : undefined;
        assert.equal(place && `${place.name}+${place.offset}`, expected, address.toString(16));
        if (place !== undefined) named++;
      }
      assert.ok(named > 20, `only ${named} exits were named`);
    });
  }

  it('is exact, tells the slide, and is as sure as can be where the exits agree', async () => {
    const exits = await exitsOf('linux/vmx-linux-hlt');
    const { images } = placed([await fixtureSymbols('vmx-linux-hlt.kallsyms')], { exits });
    assert.deepEqual(words(images[0]!), ['kallsyms', '0', '1e600000', 1]);
  });

  it('is used without a check, and says so, where no exit can tell', async () => {
    const { images } = placed([await fixtureSymbols('vmx-linux-hlt.kallsyms')], { exits: [] });
    assert.deepEqual(words(images[0]!), [
      'kallsyms',
      '0',
      '1e600000',
      undefined,
      'unchecked-symbols',
    ]);
  });

  it('of another boot is moved to where the exits fit, without its modules, and flagged', async () => {
    const exits = await exitsOf('pairs/ptp.host');
    const symbols = placed([await fixtureSymbols('pairs-kvm.kallsyms')], { exits });
    const [placedBy, bias, slide, confidence, ...codes] = words(symbols.images[0]!) as unknown[];
    assert.deepEqual(
      [placedBy, bias, slide, codes],
      ['exits', '-21a00000', 'c800000', ['other-boot']],
    );
    assert.ok((confidence as number) > 0.99 && (confidence as number) < 1);
    assert.equal(symbols.find(-0x7278_16ec)?.name, 'native_write_msr');
    const inModule = -0x3fa9_9e20; // vring_unmap_one_split of the other boot
    assert.equal(symbols.find(inModule), undefined);
    assert.equal(symbols.find(inModule - 0x21a0_0000), undefined);
  });

  it('places a vmlinux or System.map of its kernel exactly, and refuses those of others', async () => {
    const [own, map, other] = await Promise.all(
      ['vmx-linux-hlt.kallsyms', 'linux-6.1-cloud.System.map', 'linux-6.1-other.System.map'].map(
        fixtureSymbols,
      ),
    );
    const { images } = placed([map!, own!, other!]);
    assert.deepEqual(images.map(words), [
      ['kallsyms', '0', '1e600000', undefined, 'unchecked-symbols'],
      [undefined, undefined, undefined, undefined, 'symbols-mismatch'],
      [undefined, undefined, undefined, undefined, 'symbols-mismatch'],
    ]);
  });
});

describe('a System.map alone', () => {
  for (const [recording, map, slide] of [
    ['linux/vmx-linux-hlt', 'linux-6.1-cloud.System.map', 0x1e60_0000],
    ['linux/vmx-linux-passthrough', 'linux-6.1-cloud.System.map', 0],
  ] as const) {
    it(`is placed by the exits of ${recording}`, async () => {
      const exits = await exitsOf(recording);
      const [image] = placed([await fixtureSymbols(map)], { exits }).images;
      assert.deepEqual([image!.placedBy, image!.bias, image!.slide], ['exits', slide, slide]);
      assert.ok(image!.confidence! > 0.99);
      assert.deepEqual(image!.problems, []);
    });
  }

  for (const recording of [
    'linux/vmx-linux-hlt',
    'linux/vmx-linux-passthrough',
    'pairs/kvm.host',
  ]) {
    it(`of a kernel close to the one of ${recording} is refused, not used wrongly`, async () => {
      const exits = await exitsOf(recording);
      const symbols = placed([await fixtureSymbols('linux-6.1-other.System.map')], { exits });
      assert.deepEqual(words(symbols.images[0]!), [
        undefined,
        undefined,
        undefined,
        undefined,
        'symbols-mismatch',
      ]);
      assert.ok(exits.every(({ rip }) => symbols.find(rip) === undefined));
    });
  }

  it('is taken as it is, and says so, where there is no recording', async () => {
    const [image] = placed([await fixtureSymbols('linux-6.1-cloud.System.map')]).images;
    assert.deepEqual(words(image!), ['assumed', '0', '0', undefined, 'assumed-slide']);
  });

  it('goes where the user says, and says when the exits object', async () => {
    const exits = await exitsOf('linux/vmx-linux-hlt');
    const map = await fixtureSymbols('linux-6.1-cloud.System.map');
    const right = placed([map], { exits, slide: 0x1e60_0000 }).images[0]!;
    assert.deepEqual([right.placedBy, right.bias, right.problems], ['given', 0x1e60_0000, []]);
    const wrong = placed([map], { exits, slide: 0x20_0000 }).images[0]!;
    assert.deepEqual([wrong.bias, wrong.confidence], [0x20_0000, 0]);
    assert.match(wrong.problems[0]!.message, /do not fit the slide 0x200000 .* fit 0x1e600000/);
  });

  it('goes where the recording says its kernel is', async () => {
    const map = await fixtureSymbols('linux-6.1-cloud.System.map');
    const recorded = { buildId: undefined, text: -0x60a0_0000 };
    const { images } = placed([map], { exits: [], recorded });
    assert.deepEqual(words(images[0]!), ['recorded', '1e600000', '1e600000', undefined]);
  });
});

describe('a program that is no kernel', () => {
  it('runs where it was linked for, which its exits confirm', async () => {
    const exits = await exitsOf('traces/vmx-hlt-ipi');
    const symbols = placed([await fixtureSymbols('lab-guest.elf')], { exits });
    const [image] = symbols.images;
    assert.deepEqual([image!.placedBy, image!.bias, image!.votes], ['linked', 0, image!.fitting]);
    assert.ok(image!.confidence! > 0.99);
    assert.equal(symbols.find(0x100009)?.name, 'idle_hlt');
  });

  it('is refused where its code is not what the guest ran', async () => {
    const exits = await exitsOf('traces/vmx-hlt-ipi');
    const bytes = new Uint8Array(readFileSync(symbolFixture('lab-guest.elf')));
    bytes.fill(0x90, 0x1000, 0x2000);
    const symbols = placed([await symbolsOfBytes(bytes)], { exits });
    assert.deepEqual(
      symbols.images[0]!.problems.map(({ code }) => code),
      ['symbols-mismatch'],
    );
    assert.equal(symbols.find(0x100009), undefined);
  });
});
