import type { SymbolImageRow, SymbolState } from '../../../src/protocol/code';

export const vmlinux: SymbolImageRow = {
  vm: 0,
  path: '/build/vmlinux',
  kind: 'elf',
  buildId: '3f2a',
  module: null,
  placedBy: 'exits',
  slide: '0x1a00000',
  confidence: 0.9999,
  checked: 12,
  fitting: 11.5,
  places: 216,
  atStart: 215,
  candidates: [],
  hasCode: true,
  hasLines: false,
  isOfTrace: false,
  problems: [],
};

/** Of another kernel. */
export const otherMap: SymbolImageRow = {
  ...vmlinux,
  path: '/boot/linux.map',
  kind: 'system-map',
  buildId: null,
  placedBy: null,
  slide: null,
  confidence: null,
  hasCode: false,
  problems: [{ severity: 'error', code: 'symbols-mismatch', message: 'Not that kernel.' }],
};

export const noSymbols: SymbolState = {
  images: [],
  unreadable: [],
  vms: [{ vm: 0, buildId: null }],
};

export const symbols: SymbolState = {
  images: [vmlinux, otherMap],
  unreadable: [{ path: '/tmp/notes.txt', message: 'It holds no symbols.' }],
  vms: [{ vm: 0, buildId: '3f2a' }],
};
