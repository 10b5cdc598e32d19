import assert from 'node:assert/strict';
import type { ExitPlace } from '../../../src/symbols/kaslr/SlideEvidence';
import { exitsOf, placed } from '../../support/symbols/placed';
import { fixtureSymbols } from '../../support/symbols/symbolFiles';

describe("a kallsyms that may not be the guest's", () => {
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
    assert.deepEqual([image!.placedBy, image!.bias, image!.confidence], ['kallsyms', 0, 1]);
    assert.deepEqual(image!.problems, []);
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
});

describe("a System.map that may not be the guest's", () => {
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
});
