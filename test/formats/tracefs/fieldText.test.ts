import assert from 'node:assert/strict';
import { decodeRecord } from '../../../src/formats/tracefs/decodeRecord';
import type { EventFormat } from '../../../src/formats/tracefs/EventFormat';
import { rawFieldText, symbolText } from '../../../src/formats/tracefs/fieldText';
import { fixtureFormat, madeFormat } from './formatFixtures';

/** Decodes a record in which these fields (of up to 4 bytes) have values and the rest is zero. */
function decodedWith(format: EventFormat, values: Readonly<Record<string, number>>) {
  const bytes = new DataView(new ArrayBuffer(128));
  for (const { name, offset, size } of format.fields) {
    const value = values[name];
    if (value === undefined) continue;
    if (size === 1) bytes.setUint8(offset, value);
    else bytes.setUint32(offset, value, true);
  }
  return decodeRecord(format, new Uint8Array(bytes.buffer), true);
}

function texts(format: EventFormat, values: Readonly<Record<string, number>>) {
  const decoded = decodedWith(format, values);
  return Object.fromEntries(decoded.map((field) => [field.name, rawFieldText(field)]));
}

function names(format: EventFormat, field: string, values: Readonly<Record<string, number>>) {
  const record = decodedWith(format, values);
  const decoded = record.find(({ name }) => name === field)!;
  return symbolText(format, decoded.field, decoded.value, record);
}

const kvm618 = (event: string) => fixtureFormat('linux-6.18-kvm-kvmmmu-ksm', event);
const exit61 = fixtureFormat('linux-6.1-vmx', 'kvm_exit');

describe('rawFieldText', () => {
  it('uses the base that the print format of the event uses', () => {
    const exit = texts(exit61, { exit_reason: 48, guest_rip: 0x100000, info1: 0x82, vcpu_id: 10 });
    assert.deepEqual(
      [exit['exit_reason'], exit['guest_rip'], exit['info1'], exit['vcpu_id']],
      ['48', '0x100000', '0x82', '10'],
    );
    // Printed as `%x` without 0x; hex without 0x could be taken for decimal.
    assert.equal(texts(kvm618('kvm_msr'), { ecx: 0x80f })['ecx'], '0x80f');
  });

  it('shows pointers and longs in hex when the print format does not show them', () => {
    const format = madeFormat(
      ['void * p; 8; 4; 0', 'unsigned long l; 12; 4; 0', 's64 n; 16; 8; 1', 'long s; 24; 8; 1'],
      '"nothing"',
    );
    assert.deepEqual(texts(format, { p: 16, l: 16, n: 16, s: 16 }), {
      p: '0x10',
      l: '0x10',
      n: '16',
      s: '16',
    });
  });

  it('shows negative numbers as such, and their bits in hex', () => {
    const format = madeFormat(['int d; 8; 4; 1', 'int x; 12; 4; 1'], '"%d %x", REC->d, REC->x');
    assert.deepEqual(texts(format, { d: -4, x: -4 }), { d: '-4', x: '0xfffffffc' });
  });

  it('counts the arguments that widths and precisions take', () => {
    const format = madeFormat(
      ['int a; 8; 4; 1', 'int b; 12; 4; 1', 'int c; 16; 4; 1'],
      '"100%% %*d %.*s%x", REC->a, REC->b, 3, "text", REC->c',
    );
    assert.deepEqual(texts(format, { a: 16, b: 16, c: 16 }), { a: '16', b: '16', c: '0x10' });
  });

  it('shows arrays of bytes as trace-cmd does', () => {
    const text = texts(kvm618('kvm_emulate_insn'), { insn: 0x00f4 })['insn'];
    assert.equal(text, `ARRAY[f4, ${Array.from({ length: 14 }, () => '00').join(', ')}]`);
  });

  it('marks a cut field', () => {
    const decoded = decodeRecord(
      madeFormat(['char s[8]; 8; 8; 1']),
      new Uint8Array(9).fill(97),
      true,
    );
    assert.equal(rawFieldText(decoded[0]!), 'a…');
  });
});

describe('symbolText', () => {
  it('names the exit reason by the ISA of the record', () => {
    assert.equal(names(exit61, 'exit_reason', { isa: 1, exit_reason: 12 }), 'HLT');
    assert.equal(names(exit61, 'exit_reason', { isa: 2, exit_reason: 0x78 }), 'hlt');
    assert.equal(
      names(exit61, 'exit_reason', { isa: 2, exit_reason: 0xffffffff }),
      'invalid_guest_state',
    );
  });

  it('adds the flags of a failed entry', () => {
    const text = names(exit61, 'exit_reason', { isa: 1, exit_reason: 0x80000021 });
    assert.equal(text, 'INVALID_STATE, FAILED_VMENTRY');
  });

  it('does not name a value whose list depends on a field it is not told', () => {
    const field = exit61.fields.find(({ name }) => name === 'exit_reason')!;
    assert.equal(symbolText(exit61, field, 12), '');
  });

  it('leaves out a reason that means nothing, as after an error', () => {
    const format = kvm618('kvm_userspace_exit');
    assert.equal(names(format, 'reason', { reason: 2, errno: 0 }), 'KVM_EXIT_IO');
    assert.equal(names(format, 'reason', { reason: 2, errno: -4 }), '');
  });

  it('names parts of a field', () => {
    const format = kvm618('kvm_apic_ipi');
    assert.equal(names(format, 'icr_low', { icr_low: 0xc00f6 }), 'Fixed, all-but-self');
  });

  it('joins flags and shows the bits without a name in hex', () => {
    const format = kvm618('fast_page_fault');
    assert.equal(names(format, 'error_code', { error_code: 0x3 }), 'P|W');
    assert.equal(names(format, 'error_code', { error_code: 0x40000001 }), 'P|0x40000000');
  });

  it('uses a name for no flag at all only for zero', () => {
    const format = madeFormat(
      ['u32 f; 8; 4; 0'],
      '"%s", __print_flags(REC->f, "|", {0, "none"}, {1, "one"})',
    );
    assert.equal(names(format, 'f', { f: 0 }), 'none');
    assert.equal(names(format, 'f', { f: 1 }), 'one');
  });

  it('is empty for a value without a name', () => {
    assert.equal(names(exit61, 'exit_reason', { isa: 1, exit_reason: 999 }), '');
    assert.equal(names(exit61, 'vcpu_id', { vcpu_id: 1 }), '');
  });
});
