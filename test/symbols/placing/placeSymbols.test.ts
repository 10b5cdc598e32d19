import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ExitPlace } from '../../../src/symbols/kaslr/SlideEvidence';
import type { SymbolFile } from '../../../src/symbols/SymbolFile';
import type { SymbolImage } from '../../../src/symbols/SymbolImage';
import { scratchFolder } from '../../support/scratchFolder';
import { symbolFixture } from '../../support/symbols/openElf';
import { exitsOf, placed } from '../../support/symbols/placed';
import { fixtureSymbols, symbolsOfBytes } from '../../support/symbols/symbolFiles';
import { hasTool, toolText } from '../../support/symbols/toolText';

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

  /** Where one exit says that an instruction stands, as far into the guest's kernel. */
  const exitIn = (code: number, offset: number): ExitPlace => {
    const text = 0xffffffff9f600000n - (1n << 64n);
    return { isa: 'vmx', code, rip: Number(text) + offset, count: 1 };
  };

  it('is not refused by instructions that a kernel has in many of its functions', async () => {
    const table = await fixtureSymbols('vmx-linux-hlt.kallsyms');
    const [cpuid, io] = [10, 30];
    const exits = await exitsOf('linux/vmx-linux-hlt');
    const drivers = [0x50_0000, 0x52_0000, 0x54_0000, 0x56_0000, 0x58_0000, 0x5a_0000];
    const inlined = drivers.map((offset) => exitIn(io, offset));
    const [image] = placed([table], { exits: [...exits, ...inlined] }).images;
    assert.deepEqual(words(image!), ['kallsyms', '0', '1e600000', 1]);
    const alone = placed([table], { exits: [exitIn(cpuid, 0x50_0000)] }).images[0]!;
    assert.deepEqual([alone.bias, alone.problems[0]!.code], [0, 'unchecked-symbols']);
  });

  it('is not refused by a single place, whatever stands there, and says so', async () => {
    const table = await fixtureSymbols('vmx-linux-hlt.kallsyms');
    const [image] = placed([table], { exits: [exitIn(12, 0x50_0000)] }).images;
    assert.equal(image!.bias, 0);
    assert.ok(image!.confidence! < 0.95);
    assert.match(image!.problems[0]!.message, /exited at a single place .* does not fit/);
  });

  it('is refused where the guest was interrupted in a kernel, and nowhere in this one', async () => {
    const table = await fixtureSymbols('pairs-kvm.kallsyms');
    const exits = (await exitsOf('pairs/ptp.host')).filter(({ code }) => code === 0x60);
    assert.ok(exits.length > 4);
    const [image] = placed([table], { exits }).images;
    assert.equal(image!.bias, undefined);
    assert.match(
      image!.problems[0]!.message,
      /exited at \d+ places .* no code: it is of another boot/,
    );
  });

  it('says where it has no code for a place where the guest was interrupted', async () => {
    const table = await fixtureSymbols('vmx-linux-hlt.kallsyms');
    const [image] = placed([table], { exits: [exitIn(1, 0x1000_0000)] }).images;
    assert.deepEqual(
      [image!.bias, image!.problems.map(({ code }) => code)],
      [0, ['partly-fitting']],
    );
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

  it('is neither found nor refused by a single place that fits nowhere', async () => {
    const map = await fixtureSymbols('linux-6.1-cloud.System.map');
    const exits = [{ isa: 'vmx', code: 12, rip: -0x6055_5555, count: 1 } as const];
    const [image] = placed([map], { exits }).images;
    assert.deepEqual(
      [image!.bias, image!.problems.map(({ message }) => message)],
      [
        undefined,
        ['Too few exits tell where the kernel was put (KASLR). Give its kallsyms, or the slide.'],
      ],
    );
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

describe('a kernel image', () => {
  if (!hasTool('gcc') || !hasTool('objcopy')) return;

  const LINK = 0xffffffff81000000n;
  const SLIDE = 0x1280_0000;
  const folder = scratchFolder('kernels');
  const image = path.join(folder, 'vmlinux');
  const debug = path.join(folder, 'vmlinux.debug');
  const stripped = path.join(folder, 'vmlinux.stripped');
  before(() => {
    const source = path.join(folder, 'kernel.S');
    const filler = '.fill 4000, 1, 0xcc\n';
    writeFileSync(
      source,
      `.globl _text, _stext, _etext, _end, native_safe_halt, native_write_msr, native_read_msr
       .text
       _text: _stext: ${filler}
       native_safe_halt: .byte 0x66, 0x90, 0xfb, 0xf4, 0xc3
       ${filler} native_write_msr: .byte 0x89, 0xf9, 0x0f, 0x30, 0xc3
       ${filler} native_read_msr: .byte 0x89, 0xf9, 0x0f, 0x32, 0xc3
       ${filler} _etext: _end: nop\n`,
    );
    const link = [`-Wl,-Ttext=0x${LINK.toString(16)}`, '-Wl,-e,_text', '-Wl,--build-id=0xbeef'];
    toolText('gcc', ['-nostdlib', '-static', '-no-pie', '-o', image, source, ...link]);
    toolText('objcopy', ['--only-keep-debug', image, debug]);
    toolText('strip', ['-o', stripped, image]);
  });
  const open = async (file: string): Promise<SymbolFile> =>
    symbolsOfBytes(new Uint8Array(readFileSync(file)), file);
  const exits = async (): Promise<readonly ExitPlace[]> => {
    const file = await open(image);
    assert.ok(file.is === 'program' && file.table !== undefined);
    const base = Number(BigInt.asIntN(64, LINK));
    const at = (code: number, offset: number): ExitPlace => ({
      isa: 'vmx',
      code,
      rip: base + SLIDE + offset,
      count: 1,
    });
    return [at(12, 4003), at(32, 8007), at(31, 12_012)];
  };

  it('is placed by its code, with or without symbols', async () => {
    for (const file of [image, stripped]) {
      const [placedImage] = placed([await open(file)], { exits: await exits() }).images;
      assert.deepEqual([placedImage!.bias, placedImage!.placedBy], [SLIDE, 'exits'], file);
    }
  });

  it('lends its code to the separate debug file of the same build', async () => {
    const symbols = placed([await open(debug), await open(stripped)], { exits: await exits() });
    assert.deepEqual(
      symbols.images.map(({ bias, code }) => [bias, code !== undefined]),
      [
        [SLIDE, true],
        [SLIDE, true],
      ],
    );
    const rip = (await exits())[0]!.rip;
    assert.equal(symbols.find(rip)?.name, 'native_safe_halt');
  });

  it('is refused where the recording was taken on another build', async () => {
    const recorded = { buildId: '91cc', text: undefined };
    const [refused] = placed([await open(image)], { exits: await exits(), recorded }).images;
    assert.equal(refused!.bias, undefined);
    assert.match(
      refused!.problems[0]!.message,
      /Its build ID is beef, the recording was taken on 91cc: addresses would be wrong/,
    );
  });
});
