import assert from 'node:assert/strict';
import {
  nothingKept,
  readKeptSymbols,
  withFiles,
  withoutFiles,
  withSlide,
} from '../../../src/extension/symbols/KeptSymbols';
import type { KeptFile, KeptSymbols } from '../../../src/extension/symbols/KeptSymbols';

const vmlinux: KeptFile = {
  path: '/build/vmlinux',
  vm: null,
  identity: { buildId: '3f2a', bytes: 7, modifiedMs: 5 },
};
const map: KeptFile = { ...vmlinux, path: '/boot/System.map', vm: 1 };
const kept: KeptSymbols = { files: [vmlinux, map], slides: [{ vm: 0, slide: '-0x200000' }] };

describe('what is kept of the symbols of a trace', () => {
  it('is read as it was written', () => {
    assert.deepEqual(readKeptSymbols(JSON.parse(JSON.stringify(kept))), kept);
  });

  it('is refused when it is something else', () => {
    for (const bad of [
      ...[undefined, [], { files: [] }, { ...kept, files: [7] }],
      ...[
        { ...vmlinux, path: '' },
        { ...vmlinux, vm: -1 },
        { ...vmlinux, identity: {} },
      ].map((file) => ({ ...kept, files: [file] })),
      { ...kept, slides: [{ vm: 0, slide: 'rm -r' }] },
      { ...kept, slides: [{ vm: 0, slide: '0x1A00000' }] },
    ]) {
      assert.throws(() => readKeptSymbols(bad), JSON.stringify(bad));
    }
  });

  it('has a file once, as it was named last', () => {
    const renamed = { ...vmlinux, vm: 0, identity: { ...vmlinux.identity, buildId: '91cc' } };

    assert.deepEqual(withFiles(kept, [renamed]).files, [map, renamed]);
    assert.deepEqual(withoutFiles(kept, ['/build/vmlinux']).files, [map]);
  });

  it('has one slide for a VM, or none', () => {
    assert.deepEqual(withSlide(kept, 0, '0x0').slides, [{ vm: 0, slide: '0x0' }]);
    assert.deepEqual(withSlide(nothingKept, 1, '0x0').slides, [{ vm: 1, slide: '0x0' }]);
    assert.deepEqual(withSlide(kept, 0, undefined).slides, []);
  });

  it('does not grow without end', () => {
    const many = Array.from({ length: 300 }, (_, index) => ({ ...vmlinux, path: `/${index}` }));

    const { files } = withFiles(nothingKept, many);

    assert.equal(files.length, 256);
    assert.equal(files.at(-1)!.path, '/299');
  });
});
