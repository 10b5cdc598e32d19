import assert from 'node:assert/strict';
import fc from 'fast-check';
import { atOnce } from '../../../src/base/steps';
import { hexOfSigned } from '../../../src/base/signedAddress';
import { FormatError } from '../../../src/formats/FormatError';
import { memorySource } from '../../../src/formats/memorySource';
import {
  looksLikeProcModules,
  readProcModules,
} from '../../../src/formats/symbols/readProcModules';
import { looksLikeSymbolText, readSymbolText } from '../../../src/formats/symbols/readSymbolText';
import type { SymbolText } from '../../../src/formats/symbols/readSymbolText';
import { symbolName } from '../../../src/formats/symbols/SymbolColumns';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string): SymbolText =>
  atOnce(readSymbolText(memorySource('kallsyms', bytesOf(text))));

function rowsOf({ columns }: SymbolText): string[] {
  return Array.from({ length: columns.count }, (_, index) => {
    const module = columns.modules[columns.module[index]!]!;
    const letter = String.fromCharCode(columns.letter[index]!);
    const name = symbolName(columns, index);
    return `${hexOfSigned(columns.address[index]!)} ${letter} ${name}${module && ` [${module}]`}`;
  });
}

describe('readSymbolText', () => {
  it('sorts by address, leaves those of one address in order, and tells modules', () => {
    const text =
      'ffffffff81000010 T second\nffffffff81000000 T startup_64\nffffffff81000000 T _stext\n' +
      'ffffffffc0566000 t vring_free\t[virtio_ring]\n0000000000000000 A fixed_percpu_data\n';
    assert.deepEqual(rowsOf(read(text)), [
      '0xffffffff81000000 T startup_64',
      '0xffffffff81000000 T _stext',
      '0xffffffff81000010 T second',
      '0xffffffffc0566000 t vring_free [virtio_ring]',
      '0x0 A fixed_percpu_data',
    ]);
  });

  it('reads what nm lists of a small program, and counts what is no symbol', () => {
    const text = read(
      '0000000000100000 T _start\r\n                 U printf\n\n100009 T idle_hlt',
    );
    assert.deepEqual(rowsOf(text), ['0x100000 T _start', '0x100009 T idle_hlt']);
    assert.equal(text.otherLines, 2);
  });

  it('says that the kernel hid the addresses where all are zero', () => {
    const text = '0000000000000000 T _text\n0000000000000000 t helper\t[kvm]\n';
    assert.throws(
      () => read(text),
      (error) =>
        error instanceof FormatError &&
        /all of its 2 addresses are 0: the kernel hid them \(kptr_restrict\)\. Copy .* as root/.test(
          error.message,
        ),
    );
  });

  it('says that a text without symbols has none', () => {
    assert.throws(() => read('nothing of it\n'), /symbol table at byte 0x0: holds no symbol/);
  });

  it('ends in rows or a clear error for any bytes', () => {
    const lines = fc.array(
      fc.oneof(
        fc.string(),
        fc.constantFrom('ffffffff81000000 T _text', '0 t', ' T x', 'ff T y [', '1 a \t[m]'),
      ),
    );
    fc.assert(
      fc.property(lines, (texts) => {
        try {
          read(texts.join('\n'));
        } catch (error) {
          assert.ok(error instanceof FormatError);
        }
      }),
    );
  });
});

describe('the kinds of text', () => {
  it('are told apart by their first lines', () => {
    const symbols = bytesOf('0000000000000000 A fixed_percpu_data\nffffffff81000000 T _te');
    const modules = bytesOf('9p 81920 1 - Live 0xffffffffc0342000\n');
    const other = bytesOf('#!/bin/sh\necho 1\n');
    assert.deepEqual(
      [symbols, modules, other].map((text) => [
        looksLikeSymbolText(text),
        looksLikeProcModules(text),
      ]),
      [
        [true, false],
        [false, true],
        [false, false],
      ],
    );
  });
});

describe('readProcModules', () => {
  it('tells where modules are and how large', () => {
    const text =
      'virtio_ring 49152 3 9pnet_virtio,virtio_pci,virtio, Live 0xffffffffc027b000\n' +
      'kvm 1363968 1 kvm_intel, Live 0xffffffffc0a00000 (O)\n';
    assert.deepEqual(readProcModules(memorySource('modules', bytesOf(text))), [
      { name: 'virtio_ring', bytes: 49152, address: -0x3fd8_5000 },
      { name: 'kvm', bytes: 1_363_968, address: -0x3f60_0000 },
    ]);
  });

  it('says that the kernel hid the addresses where all are zero', () => {
    const text = bytesOf('kvm 1363968 1 - Live 0x0000000000000000\n');
    assert.throws(() => readProcModules(memorySource('modules', text)), /kptr_restrict/);
  });
});
