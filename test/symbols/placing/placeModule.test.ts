import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SectionType } from '../../../src/formats/elf/elfConstants';
import type { GuestSymbols } from '../../../src/symbols/GuestSymbols';
import type { SymbolFile } from '../../../src/symbols/SymbolFile';
import { scratchFolder } from '../../support/scratchFolder';
import { elfOfBytes, symbolFixture } from '../../support/symbols/openElf';
import { exitsOf, placed } from '../../support/symbols/placed';
import { symbolsOfBytes, symbolsOfText } from '../../support/symbols/symbolFiles';
import { hasTool, toolText } from '../../support/symbols/toolText';
import { withSectionField } from '../../support/symbols/withSectionField';

describe('a module', () => {
  if (!hasTool('gcc') || !hasTool('nm')) return;

  const folder = scratchFolder('modules');
  const object = path.join(folder, 'made-one.ko');
  before(() => {
    const source = path.join(folder, 'made.c');
    writeFileSync(
      source,
      `__attribute__((section(".init.text"))) int first(void) { return 1; }
       int second(int a) { return a + 2; }
       __attribute__((section(".text.unlikely"), aligned(64))) int third(int a) { return a * 3; }
       extern int exported(int); int fourth(int a) { return exported(a); }`,
    );
    toolText('gcc', ['-O2', '-c', '-ffunction-sections', '-fno-pie', '-o', object, source]);
  });
  const module = async (): Promise<SymbolFile> =>
    symbolsOfBytes(new Uint8Array(readFileSync(object)), object);
  const namesAt = (symbols: GuestSymbols, base: number): unknown =>
    [0, 1, 64].map((at) => {
      const place = symbols.find(base + at);
      return place && `${place.name}+${place.offset} [${place.module ?? ''}]`;
    });
  const expected = ['second+0 [made_one]', 'second+1 [made_one]', 'third+0 [made_one]'];

  it('stands where /proc/modules says, section by section, without what is freed', async () => {
    const list = await symbolsOfText('made_one 16384 0 - Live 0xffffffffc0342000\n', 'modules');
    assert.deepEqual(namesAt(placed([list, await module()]), -0x3fcb_e000), expected);
  });

  it('stands where kallsyms has its functions', async () => {
    const table = await symbolsOfText(
      'ffffffff84000000 T _text\nffffffff84001000 T _end\n' +
        'ffffffffc0342000 T second\t[made_one]\nffffffffc0342040 T third\t[made_one]\n',
    );
    const [, image] = placed([await module(), table]).images;
    assert.deepEqual([image!.bias, image!.slide], [0, -0x3fcb_e000]);
  });

  /** Where a function jumps to; what it waits for, where nothing tells it. */
  const target = (symbols: GuestSymbols, name = 'fourth'): number | string => {
    const fourth = symbols.addressOf(name)!;
    const code = new Uint8Array(16);
    symbols.readCode(fourth, code);
    const jump = code.indexOf(0xe9);
    const [open] = symbols.openPlaces(fourth + jump, fourth + jump + 5);
    if (open !== undefined) return open.symbol;
    return fourth + jump + 5 + new DataView(code.buffer).getInt32(jump + 1, true);
  };
  const here =
    'ffffffffc0342000 T second\t[made_one]\nffffffffc0342040 T third\t[made_one]\n' +
    'ffffffff84000000 T _text\nffffffff84001000 T _end\n';
  const list = async (): Promise<SymbolFile> =>
    symbolsOfText('made_one 16384 0 - Live 0xffffffffc0342000\n', 'modules');
  const map = async (place = '81000200'): Promise<SymbolFile> =>
    symbolsOfText(
      `0000000000000300 D exported\nffffffff81000000 T _text\nffffffff81000100 t exported\n` +
        `ffffffff${place} T exported\nffffffff81001000 T _end\n`,
      'System.map',
    );

  it('calls what the kernel exports, not what it has of the same name', async () => {
    const table = await symbolsOfText(
      `${here}ffffffff84000100 t exported\nffffffff84000200 T exported\n`,
    );
    assert.equal(target(placed([await module(), table])), -0x7bff_fe00);
  });

  it('calls what a System.map has, where its kernel is known to be', async () => {
    const symbols = placed([await module(), await list(), await map()], { slide: 0x300_0000 });
    assert.equal(target(symbols), -0x7bff_fe00);
  });

  it("goes by the guest's kallsyms, and by a System.map for what that does not have", async () => {
    const [without, withIt] = await Promise.all([
      symbolsOfText(here),
      symbolsOfText(`${here}ffffffff84000400 T exported\n`),
    ]);
    assert.equal(target(placed([await module(), without, await map()])), -0x7bff_fe00);
    assert.equal(target(placed([await module(), withIt, await map()])), -0x7bff_fc00);
  });

  it('leaves open what it calls where the place of the kernel is assumed', async () => {
    const symbols = placed([await module(), await list(), await map()]);
    assert.equal(symbols.images[2]!.placedBy, 'assumed');
    assert.equal(target(symbols), 'exported');
  });

  it('leaves open what two kernels have at different places', async () => {
    const maps = [await map(), await map('81000280')];
    const symbols = placed([await module(), await list(), ...maps], { slide: 0x300_0000 });
    assert.equal(target(symbols), 'exported');
  });

  it('calls of several modules the one that exports the name, and none where that is not known', async () => {
    const twice =
      here + 'ffffffffc0400000 T exported\t[made_two]\nffffffffc0500000 T exported\t[made_three]\n';
    const exporting = `${twice}ffffffffc0500800 r __ksymtab_exported\t[made_three]\n`;
    assert.equal(target(placed([await module(), await symbolsOfText(twice)])), 'exported');
    assert.equal(target(placed([await module(), await symbolsOfText(exporting)])), -0x3fb0_0000);
  });

  it("calls what another module's file exports, and not what it only has", async () => {
    const other = path.join(folder, 'made_two.ko');
    const source = path.join(folder, 'two.c');
    const build = async (exports: string): Promise<SymbolFile> => {
      writeFileSync(source, `int exported(int a) { return a - 1; }\n${exports}`);
      toolText('gcc', ['-O2', '-c', '-fno-pie', '-o', other, source]);
      return symbolsOfBytes(new Uint8Array(readFileSync(other)), other);
    };
    const places = await symbolsOfText(
      'made_one 16384 0 - Live 0xffffffffc0342000\nmade_two 16384 1 made_one, Live 0xffffffffc0400000\n',
      'modules',
    );
    const keeping = await build('');
    const exporting = await build(
      '__asm__(".section ___ksymtab+exported,\\"a\\"\\n__ksymtab_exported: .long 0, 0, 0\\n.text");',
    );
    assert.equal(target(placed([places, await module(), keeping])), 'exported');
    assert.equal(target(placed([places, await module(), exporting])), -0x3fc0_0000);
  });

  it('calls of a kallsyms of another boot the kernel where it is now, and no module', async () => {
    const caller = path.join(folder, 'caller.ko');
    const source = path.join(folder, 'caller.c');
    const calls = (name: string): string =>
      `extern int ${name}(int); int calls_${name}(int a) { return ${name}(a); }\n`;
    writeFileSync(source, calls('rtc_cmos_read') + calls('made_export'));
    toolText('gcc', ['-O2', '-c', '-fno-pie', '-o', caller, source]);
    const table = readFileSync(symbolFixture('pairs-kvm.kallsyms'), 'latin1');
    const symbols = placed(
      [
        await symbolsOfText('caller 16384 0 - Live 0xffffffffc0342000\n', 'modules'),
        await symbolsOfBytes(new Uint8Array(readFileSync(caller)), caller),
        await symbolsOfText(`${table}ffffffffc0700000 T made_export\t[made]\n`),
      ],
      { exits: await exitsOf('pairs/ptp.host') },
    );
    assert.equal(
      symbols.find(target(symbols, 'calls_rtc_cmos_read') as number)?.name,
      'rtc_cmos_read',
    );
    assert.equal(target(symbols, 'calls_made_export'), 'made_export');
  });

  it('is refused when it is read where its symbols are damaged, and not when all are placed', async () => {
    const bytes = new Uint8Array(readFileSync(object));
    const { sections } = await elfOfBytes(bytes);
    const symbols = sections.find(({ type }) => type === SectionType.symbolTable)!;
    await assert.rejects(
      symbolsOfBytes(withSectionField(bytes, symbols.index, 'entryBytes', 23n), object),
      /^FormatError: section \.symtab at byte .*: symbols of 23 bytes/,
    );
  });

  it('is not used where nothing says where it is', async () => {
    const { images } = placed([await module()]);
    const [{ placedBy, bias, problems } = {}] = images;
    assert.deepEqual([placedBy, bias], [undefined, undefined]);
    assert.deepEqual(
      problems!.map(({ code }) => code),
      ['unplaced-module'],
    );
  });
});
