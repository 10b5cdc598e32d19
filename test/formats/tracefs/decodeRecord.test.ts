import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { decodeRecord } from '../../../src/formats/tracefs/decodeRecord';
import { rawFieldText } from '../../../src/formats/tracefs/fieldText';
import { fixtureFormat, formatTexts, madeFormat } from './formatFixtures';
import { parseEventFormat } from '../../../src/formats/tracefs/parseEventFormat';

/** A record of bytes in hex; blanks do not count. */
function record(hexBytes: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hexBytes.replaceAll(/\s/g, ''), 'hex'));
}

const HEADER = '0700 0000 05000000';

function valuesOf(fieldLines: readonly string[], hexBytes: string, littleEndian = true) {
  const decoded = decodeRecord(madeFormat(fieldLines), record(HEADER + hexBytes), littleEndian);
  return decoded.map(({ value, truncated }) => (truncated ? [value, 'truncated'] : value));
}

describe('decodeRecord', () => {
  it('decodes a kvm_exit, field by field', () => {
    const bytes = record(`e705 0000 e7000000 30000000 00000000 0000100000000000 01000000 00000000
      8200000000000000 0000000000000000 00000000 00000000 02000000`);
    const decoded = decodeRecord(fixtureFormat('linux-6.1-vmx', 'kvm_exit'), bytes, true);
    assert.deepEqual(
      decoded.map(({ name, value }) => [name, value]),
      [
        ['exit_reason', 48],
        ['guest_rip', 0x100000n],
        ['isa', 1],
        ['info1', 0x82n],
        ['info2', 0n],
        ['intr_info', 0],
        ['error_code', 0],
        ['vcpu_id', 2],
      ],
    );
  });

  it('takes the sign from the format, for every width', () => {
    const signed = ['s8 a; 8; 1; 1', 's16 b; 10; 2; 1', 'int c; 12; 4; 1', 's64 d; 16; 8; 1'];
    const bytes = 'ff00 feff fcffffff fbffffffffffffff';
    assert.deepEqual(valuesOf(signed, bytes), [-1, -2, -4, -5n]);
    const unsigned = signed.map((line) => line.replace(/1$/, '0'));
    assert.deepEqual(valuesOf(unsigned, bytes), [255, 0xfffe, 0xfffffffc, 0xfffffffffffffffbn]);
  });

  it('decodes big-endian records', () => {
    const fields = ['u16 a; 8; 2; 0', 'u32 b; 12; 4; 0', 'u64 c; 16; 8; 0', 'u16 d[2]; 24; 4; 0'];
    const bytes = '0102 0000 01020304 0102030405060708 00010002';
    assert.deepEqual(valuesOf(fields, bytes, false), [
      0x102,
      0x1020304,
      0x102030405060708n,
      [1, 2],
    ]);
  });

  it('ends text at its NUL, or at the end of its room', () => {
    const fields = ['char comm[8]; 8; 8; 1', 'char full[4]; 16; 4; 1'];
    assert.deepEqual(valuesOf(fields, '435055 2030 00 6767 61626364'), ['CPU 0', 'abcd']);
  });

  it('reads UTF-8, and byte by byte what is none', () => {
    assert.deepEqual(valuesOf(['char comm[4]; 8; 4; 1'], 'c3a4 0000'), ['ä']);
    assert.deepEqual(valuesOf(['char comm[4]; 8; 4; 1'], 'e461 0000'), ['äa']);
  });

  it('gives arrays as numbers of their element size', () => {
    const fields = [
      'u8 insn[3]; 8; 3; 0',
      's16 pair[2]; 12; 4; 1',
      'unsigned long args[2]; 16; 16; 0',
    ];
    assert.deepEqual(valuesOf(fields, 'f49000 00 0100ffff 0100000000000000 00000000000000ff'), [
      [0xf4, 0x90, 0],
      [1, -1],
      [1n, 0xff00000000000000n],
    ]);
  });

  it('follows __data_loc from the start of the record', () => {
    const fields = ['__data_loc char[] name; 8; 4; 1', '__data_loc u32[] ids; 12; 4; 0'];
    assert.deepEqual(valuesOf(fields, '1000 0400 1400 0800 61626300 01000000 02000000'), [
      'abc',
      [1, 2],
    ]);
  });

  it('follows __rel_loc from the end of the field', () => {
    assert.deepEqual(valuesOf(['__rel_loc char[] name; 8; 4; 1'], '0400 0300 eeeeeeee 616200'), [
      'ab',
    ]);
  });

  it('shows CPU masks in hex', () => {
    const bytes = '1000 1000 00000000 0300000000000000 0100000000000000';
    assert.deepEqual(valuesOf(['__data_loc cpumask_t mask; 8; 4; 0'], bytes), [
      '0x10000000000000003',
    ]);
    assert.deepEqual(valuesOf(['__data_loc cpumask_t mask; 8; 4; 0'], '0000 0000'), ['0x0']);
  });

  it('reads arrays without a size up to the end of the record', () => {
    assert.deepEqual(valuesOf(['char buf[]; 8; 0; 0'], '68690a00 0000'), ['hi\n']);
    assert.deepEqual(valuesOf(['u16 all[]; 8; 0; 0'], '0100 0200'), [[1, 2]]);
  });

  it('shows structures as their bytes', () => {
    assert.deepEqual(valuesOf(['struct pair p; 8; 6; 0'], '010203040506'), [[1, 2, 3, 4, 5, 6]]);
  });

  it('marks what the record is too short for, and gives what is there', () => {
    assert.deepEqual(valuesOf(['u32 a; 8; 4; 0', 'u32 b; 12; 4; 0'], '01000000 0200'), [
      1,
      ['', 'truncated'],
    ]);
    assert.deepEqual(valuesOf(['char comm[16]; 8; 16; 1'], '6162'), [['ab', 'truncated']]);
    assert.deepEqual(valuesOf(['__data_loc char[] s; 8; 4; 1'], '0c00 ff00 6162'), [
      ['ab', 'truncated'],
    ]);
    assert.deepEqual(valuesOf(['__data_loc char[] s; 8; 4; 1'], '0c00'), [['', 'truncated']]);
    assert.deepEqual(valuesOf(['u32 ids[4]; 8; 16; 0'], '01000000 0200'), [[[1], 'truncated']]);
  });

  it('never throws, whatever the record and the format', () => {
    const formats = formatTexts('linux-6.18-kvm-kvmmmu-ksm').map((text) =>
      parseEventFormat('kvm', text)!,
    );
    const anyField = fc
      .tuple(
        fc.constantFrom(
          'u8 a[3]',
          'char b[]',
          '__data_loc u64[] c',
          '__rel_loc char[] d',
          'u32 e',
          'long f[0]',
        ),
        fc.nat(70_000),
        fc.nat(70_000),
      )
      .map(([declaration, offset, size]) => `${declaration}; ${offset}; ${size}; 1`);
    const anyFormat = fc.oneof(
      fc.constantFrom(...formats),
      fc.array(anyField, { maxLength: 3 }).map((lines) => madeFormat(lines)),
    );
    fc.assert(
      fc.property(
        anyFormat,
        fc.uint8Array({ maxLength: 80 }),
        fc.boolean(),
        (format, bytes, little) => {
          for (const field of decodeRecord(format, bytes, little)) rawFieldText(field);
        },
      ),
    );
  });
});
