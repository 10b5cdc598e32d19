import assert from 'node:assert/strict';
import type { SymbolImageRow } from '../../../../src/protocol/code';
import {
  holdsText,
  imageText,
  imageTooltip,
  unreadableText,
  withoutSymbols,
} from '../../../../webview/panels/code/symbolTexts';
import { cannedNoSymbols, cannedSymbols } from '../../canned/cannedCode';

const [kernel, module, unused] = cannedSymbols.images as readonly [
  SymbolImageRow,
  SymbolImageRow,
  SymbolImageRow,
];

describe('imageText', () => {
  it('says of a file where the VM has it', () => {
    assert.equal(
      imageText({ ...kernel, path: 'C:\\symbols\\vmlinux' }),
      'VM 0: vmlinux, slide +0x1d000000 (99.8 %), from the exits',
    );
  });

  it('says which file came with the guest’s recording', () => {
    assert.match(imageText({ ...kernel, isOfTrace: true }), /, from the guest’s recording, slide /);
  });

  it('says where a module stands, and that a file is not used', () => {
    assert.equal(
      imageText(module),
      'VM 0: virtio_net.ko (module virtio_net), at 0xffffffffc0a10000, from kallsyms',
    );
    assert.equal(imageText(unused), 'VM 1: System.map-6.1.0-17, not used');
  });
});

describe('imageTooltip', () => {
  it('tells the path, the build ID and what checked it', () => {
    assert.equal(
      imageTooltip(kernel),
      '/home/kvm/symbols/vmlinux-6.1.0-18-amd64, elf, build ID 3f2a91cc0d7be5f1a2b3c4d5e6f708192a3b4c5d, fits 12 of 12 places where the guest exited',
    );
    assert.match(imageTooltip(module), /nothing in the trace could check it$/);
  });
});

describe('unreadableText', () => {
  it('names the file, as several may have the same fault', () => {
    const message = 'symbols at byte 0x0: they are all 0.';

    assert.equal(
      unreadableText({ path: 'C:\\symbols\\zero.map', message }),
      'zero.map is not used: symbols at byte 0x0: they are all 0.',
    );
  });
});

describe('holdsText', () => {
  it('tells what a file gives', () => {
    assert.deepEqual([kernel, module, unused].map(holdsText), [
      'functions, code, source lines',
      'functions, code',
      'functions',
    ]);
  });
});

describe('withoutSymbols', () => {
  it('names each VM that no file is used for, with its build ID', () => {
    const [, other] = cannedSymbols.vms;
    const vms = [{ vm: 0, buildId: 'ab12' }, other!];

    assert.deepEqual(withoutSymbols(cannedSymbols), ['VM 1: no symbols, addresses only.']);
    assert.deepEqual(withoutSymbols({ ...cannedNoSymbols, vms }), [
      'VM 0: no symbols, addresses only. Its kernel has the build ID ab12.',
      'VM 1: no symbols, addresses only.',
    ]);
  });

  it('says it also where no VM is known', () => {
    assert.deepEqual(withoutSymbols({ images: [], unreadable: [], vms: [] }), [
      'No symbols: addresses only.',
    ]);
  });
});
