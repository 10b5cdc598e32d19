import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ExitPlace } from '../../../src/symbols/kaslr/SlideEvidence';
import type { SymbolFile } from '../../../src/symbols/SymbolFile';
import { scratchFolder } from '../../support/scratchFolder';
import { placed } from '../../support/symbols/placed';
import { symbolsOfBytes } from '../../support/symbols/symbolFiles';
import { hasTool, toolText } from '../../support/symbols/toolText';

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
