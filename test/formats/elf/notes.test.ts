import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from '../../../src/formats/crc32';
import { buildId } from '../../../src/formats/elf/buildId';
import { debugLink } from '../../../src/formats/elf/debugLink';
import { memorySource } from '../../../src/formats/memorySource';
import { scratchFolder } from '../../support/scratchFolder';
import { elfOfBytes, openElf, symbolFixture } from '../../support/symbols/openElf';
import { hasTool, toolText } from '../../support/symbols/toolText';

describe('what ties a program to its debug file', () => {
  it('is a checksum of that file, as gzip has it', () => {
    const bytes = new TextEncoder().encode('123456789');
    assert.equal(crc32(memorySource('made', bytes)), 0xcbf4_3926);
  });

  it('is absent where the linker was not asked for it', async () => {
    const elf = await openElf(symbolFixture('lab-guest.elf'));
    assert.deepEqual([buildId(elf), debugLink(elf)], [undefined, undefined]);
  });

  if (!hasTool('gcc') || !hasTool('objcopy')) return;

  const folder = scratchFolder('elf-notes');
  const program = path.join(folder, 'program');
  const debug = path.join(folder, 'program.debug');
  const stripped = path.join(folder, 'stripped');
  before(() => {
    writeFileSync(`${program}.c`, 'int main(void) { return 0; }');
    toolText('gcc', ['-g', '-o', program, `${program}.c`, '-Wl,--build-id=0xfeedc0de']);
    toolText('objcopy', ['--only-keep-debug', program, debug]);
    const link = `--add-gnu-debuglink=${debug}`;
    toolText('objcopy', ['--strip-debug', link, program, stripped]);
  });

  it('is the build ID, which both files have', async () => {
    for (const file of [program, debug, stripped]) {
      assert.equal(buildId(await openElf(file)), 'feedc0de', file);
    }
  });

  it('is the build ID also where a program has no section headers', async () => {
    const bytes = new Uint8Array(readFileSync(program));
    const view = new DataView(bytes.buffer);
    view.setBigUint64(40, 0n, true);
    view.setUint16(60, 0, true);
    view.setUint16(62, 0, true);
    assert.equal(buildId(await elfOfBytes(bytes)), 'feedc0de');
  });

  it('is the name and the checksum of the debug file', async () => {
    const source = memorySource(debug, new Uint8Array(readFileSync(debug)));
    assert.deepEqual(debugLink(await openElf(stripped)), {
      name: 'program.debug',
      crc: crc32(source),
    });
  });
});
