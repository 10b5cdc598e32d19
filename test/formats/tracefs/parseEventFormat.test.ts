import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { parseEventFormat } from '../../../src/formats/tracefs/parseEventFormat';
import type { FormatFixture } from './formatFixtures';
import { fixtureFormat, formatTexts, madeFormat } from './formatFixtures';

const FIXTURES: readonly FormatFixture[] = [
  'linux-6.1-vmx',
  'linux-6.18-kvm-kvmmmu-ksm',
  'linux-6.18-sched',
];

describe('parseEventFormat', () => {
  for (const fixture of FIXTURES) {
    it(`reads every format of ${fixture}, every field of it and its print format`, () => {
      for (const text of formatTexts(fixture)) {
        const format = parseEventFormat('kvm', text);
        assert.ok(format, text.slice(0, 40));
        assert.equal(format.commonFields.length, 4, format.name);
        const declared = text.match(/\tfield:/g)?.length;
        assert.equal(format.commonFields.length + format.fields.length, declared, format.name);
        assert.ok(text.includes(`print fmt: ${format.printFormat}`), format.name);
      }
    });
  }

  it('takes name, id and system', () => {
    const { name, id, system } = fixtureFormat('linux-6.1-vmx', 'kvm_exit');
    assert.deepEqual({ name, id, system }, { name: 'kvm_exit', id: 1511, system: 'kvm' });
  });

  it('takes offset, size and sign as they are written, never from the type', () => {
    const format = madeFormat(['gva_t address; 12; 4; 0', 'enum error code; 24; 2; 1']);
    const [address, code] = format.fields;
    assert.deepEqual(
      [address?.type, address?.offset, address?.size, address?.signed],
      ['gva_t', 12, 4, false],
    );
    assert.deepEqual([code?.name, code?.type, code?.signed], ['code', 'enum error', true]);
  });

  it('tells scalars, arrays and dynamic arrays apart', () => {
    const format = madeFormat([
      'u8 insn[15]; 8; 15; 0',
      'char comm[TASK_COMM_LEN]; 24; 16; 1',
      'u32 words[COUNT]; 40; 16; 0',
      'unsigned long matrix[2][3]; 56; 48; 0',
      'char buf[]; 104; 0; 0',
      '__data_loc char[] name; 104; 4; 1',
      '__rel_loc u8[] bytes; 108; 4; 0',
      'const char * pointer; 112; 8; 0',
    ]);
    assert.deepEqual(
      format.fields.map(({ name, type, shape, arrayLength }) => [name, type, shape, arrayLength]),
      [
        ['insn', 'u8[15]', 'array', 15],
        ['comm', 'char[TASK_COMM_LEN]', 'array', 16],
        ['words', 'u32[COUNT]', 'array', 4],
        ['matrix', 'unsigned long[2][3]', 'array', 6],
        ['buf', 'char[]', 'array', 0],
        ['name', '__data_loc char[]', 'data-loc', 0],
        ['bytes', '__rel_loc u8[]', 'rel-loc', 0],
        ['pointer', 'const char *', 'scalar', 0],
      ],
    );
  });

  it('leaves attributes out of the type', () => {
    const [field] = madeFormat([
      '__attribute__((btf_type_tag("user"))) const char * filename; 8; 8; 0',
    ]).fields;
    assert.deepEqual([field?.name, field?.type], ['filename', 'const char *']);
  });

  it('reads old formats: field special, no sign, CRLF', () => {
    const text = [
      'name: kvm_entry',
      'ID: 41',
      'format:',
      '\tfield:unsigned short common_type;\toffset:0;\tsize:2;',
      '',
      '\tfield special:unsigned int vcpu_id;\toffset:12;\tsize:4;',
      '',
      'print fmt: "vcpu %u", REC->vcpu_id',
    ].join('\r\n');
    const format = parseEventFormat('kvm', text);
    assert.deepEqual(
      [format?.name, format?.id, format?.printFormat],
      ['kvm_entry', 41, '"vcpu %u", REC->vcpu_id'],
    );
    assert.deepEqual(
      [format?.fields[0]?.name, format?.fields[0]?.signed, format?.commonFields.length],
      ['vcpu_id', false, 1],
    );
  });

  it('knows common fields by their names when no empty line ends them', () => {
    const text =
      'name: a\nID: 1\nformat:\n\tfield:int common_pid;\toffset:4;\tsize:4;\n' +
      '\tfield:int x;\toffset:8;\tsize:4;\n\nprint fmt: "%d", REC->x';
    const format = parseEventFormat('s', text);
    assert.deepEqual(
      [format?.commonFields, format?.fields].map((fields) => fields?.map(({ name }) => name)),
      [['common_pid'], ['x']],
    );
  });

  it('loses a line it cannot read, and nothing else', () => {
    const format = madeFormat(['int good; 8; 4; 1', 'int bad; eight; 4; 1', '; 0; 0; 0']);
    assert.deepEqual(
      format.fields.map(({ name }) => name),
      ['good'],
    );
  });

  it('is undefined for a text that is no format', () => {
    assert.equal(parseEventFormat('kvm', ''), undefined);
    assert.equal(parseEventFormat('kvm', 'name: kvm_exit\nformat:\n'), undefined);
    assert.equal(parseEventFormat('kvm', 'ID: 12\nformat:\n'), undefined);
  });

  it('never throws on cut or arbitrary text', () => {
    const texts = formatTexts('linux-6.1-vmx');
    const cut = fc
      .tuple(fc.constantFrom(...texts), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([text, share]) => text.slice(0, Math.floor(share * text.length)));
    fc.assert(
      fc.property(fc.oneof(cut, fc.string({ maxLength: 200 })), (text) => {
        parseEventFormat('kvm', text);
        parseEventFormat('kvm', `name: x\nID: 1\n\tfield:${text};\toffset:0;\tsize:4;\n`);
      }),
    );
  });

  // A search that goes back and forth would take minutes here, and run into mocha's time limit.
  it('reads no field, and no text twice, where it is hostile', () => {
    for (const piece of ['[', '[]', 'a', '__attribute__((', 'field:', '\t', ';']) {
      const text = `name: x\nID: 1\n\tfield:${piece.repeat(100_000)};\toffset:0;\tsize:4;\n`;
      assert.deepEqual(parseEventFormat('kvm', text)?.fields, []);
    }
  });
});
