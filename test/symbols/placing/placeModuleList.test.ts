import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ExitPlace } from '../../../src/symbols/kaslr/SlideEvidence';
import type { ModuleListFile } from '../../../src/symbols/SymbolFile';
import type { SymbolImage } from '../../../src/symbols/SymbolImage';
import { placeModuleList } from '../../../src/symbols/placing/placeModuleList';
import { atOnce } from '../../../src/base/steps';
import { placeSymbols } from '../../../src/symbols/placing/placeSymbols';
import { scratchFolder } from '../../support/scratchFolder';
import { hasTool, toolText } from '../../support/symbols/toolText';
import { symbolsOfBytes, symbolsOfText } from '../../support/symbols/symbolFiles';

const BASE = -0x3fd6_2000;
const kvm = { name: 'kvm', address: BASE, bytes: 0x1_8000 };
const list: ModuleListFile = { is: 'modules', path: 'guest.modules', modules: [kvm] };

function exitAt(rip: number): ExitPlace {
  return { isa: 'vmx', code: 1, rip, count: 1 };
}

const codesOf = ({ problems }: SymbolImage): readonly string[] => problems.map(({ code }) => code);

describe('placeModuleList', () => {
  it('says that a list alone names nothing, as a note where a kallsyms names modules', () => {
    for (const [hasKallsyms, severity] of [
      [false, 'warning'],
      [true, 'info'],
    ] as const) {
      const image = placeModuleList(list, { exits: [], images: [], hasKallsyms });
      assert.equal(image.placedBy, undefined);
      assert.deepEqual(
        image.problems.map((problem) => [problem.code, problem.severity]),
        [['unused-modules', severity]],
      );
    }
  });

  it('doubts a list where exits among modules are in none that it lists', () => {
    const exits = [exitAt(BASE - 0x4000), exitAt(BASE - 0x8000), exitAt(-0x7000_0000), exitAt(5)];
    const facts = { images: [], hasKallsyms: true };
    const other = placeModuleList(list, { ...facts, exits });
    assert.deepEqual(codesOf(other), ['other-boot', 'unused-modules']);
    assert.match(other.problems[0]!.message, /Of 2 places .*, 0 are in modules/);

    const own = placeModuleList(list, {
      ...facts,
      exits: [...exits, exitAt(BASE), exitAt(BASE + 9)],
    });
    assert.deepEqual([own.votes, own.fitting, codesOf(own)], [4, 2, ['unused-modules']]);
  });

  if (!hasTool('gcc') || !hasTool('nm')) return;
  const folder = scratchFolder('module-lists');
  const object = path.join(folder, 'made.ko');
  before(() => {
    const source = path.join(folder, 'made.c');
    writeFileSync(source, 'int first(int a) { return a + 1; } int second(int a) { return a * 3; }');
    toolText('gcc', ['-O2', '-c', '-fno-pie', '-o', object, source]);
  });
  const placed = async (...texts: readonly string[]): Promise<readonly SymbolImage[]> => {
    const module = await symbolsOfBytes(new Uint8Array(readFileSync(object)), object);
    const files = await Promise.all(texts.map(async (text) => symbolsOfText(text)));
    const facts = { slide: undefined, exits: [], recorded: undefined, decoder: undefined };
    return atOnce(placeSymbols([...files, module], facts, () => undefined)).images;
  };
  const listAt = (address: string): string => `made 16384 0 - Live 0x${address}\n`;
  const kernel = 'ffffffff84000000 T _text\nffffffff84001000 T _end\n';

  it('tells of a module that it, and no kallsyms, says where it is', async () => {
    const [modules, module] = await placed(listAt('ffffffffc0342000'));
    assert.deepEqual(
      [modules, module].map((image) => [image!.placedBy, image!.problems]),
      [
        ['modules', []],
        ['modules', []],
      ],
    );
  });

  it('gives way to the kallsyms where they disagree, and says so', async () => {
    const own = toolText('nm', [object]).replace(
      /^([0-9a-f]{16}) T (.*)$/gm,
      (_, digits: string, name: string) =>
        `${(0xffff_ffff_c034_2000n + BigInt(`0x${digits}`)).toString(16)} T ${name}\t[made]`,
    );
    const [, modules, module] = await placed(listAt('ffffffffc0500000'), kernel + own);
    assert.deepEqual([module!.placedBy, module!.slide], ['kallsyms', -0x3fcb_e000]);
    assert.match(
      module!.problems[0]!.message,
      /0xffffffffc0500000, unlike made, which is followed/,
    );
    assert.equal(modules!.placedBy, undefined);
  });
});
