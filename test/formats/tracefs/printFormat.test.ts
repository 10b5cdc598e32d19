import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { symbolsOf } from '../../../src/formats/tracefs/printFormat';
import type { SymbolList } from '../../../src/formats/tracefs/printFormat';
import { fixtureFormat, formatTexts, madeFormat } from './formatFixtures';
import { parseEventFormat } from '../../../src/formats/tracefs/parseEventFormat';

const FIELDS = ['u32 x; 8; 4; 0', 'int y; 12; 4; 1', 'u64 wide; 16; 8; 0', 'u32 isa; 24; 4; 0'];

function listsOf(printFormat: string, field = 'x'): readonly SymbolList[] {
  return symbolsOf(madeFormat(FIELDS, printFormat)).byField.get(field) ?? [];
}

function entriesOf(printFormat: string, field = 'x') {
  return listsOf(printFormat, field).map(({ entries }) => entries);
}

describe('symbolsOf', () => {
  it('finds every list of KVM whose keys are numbers', () => {
    const missing = formatTexts('linux-6.18-kvm-kvmmmu-ksm').flatMap((text) => {
      const format = parseEventFormat('kvm', text)!;
      const written = format.printFormat.match(/__print_(?:symbolic|flags)\(/g)?.length ?? 0;
      const found = [...symbolsOf(format).byField.values()].flat().length;
      return found === written ? [] : [`${format.name}: ${found} of ${written}`];
    });
    assert.deepEqual(missing, [
      'kvm_apicv_inhibit_changed: 0 of 1', // keys are enum constants
      'kvm_inj_exception: 1 of 2', // one list is empty
      'kvm_nested_vmenter_failed: 0 of 1', // keys are preprocessor constants
      'kvm_track_tsc: 0 of 1',
      'kvm_update_master_clock: 0 of 1',
    ]);
  });

  it('keeps the lists of kvm_exit apart by the ISA they are for', () => {
    const lists = symbolsOf(fixtureFormat('linux-6.1-vmx', 'kvm_exit')).byField.get('exit_reason');
    assert.deepEqual(
      lists?.map(({ kind, when, term }) => [
        kind,
        when.map(({ term: on, comparison, value }) => `${on.name} ${comparison} ${value}`),
        term.mask,
      ]),
      [
        ['symbols', ['isa == 1'], 0xffffn],
        ['symbols', ['isa != 1'], -1n],
        ['flags', ['isa == 1'], ~0xffffn],
      ],
    );
  });

  it('records mask and shift of the named part', () => {
    const [ipi, shorthand] =
      symbolsOf(fixtureFormat('linux-6.18-kvm-kvmmmu-ksm', 'kvm_apic_ipi')).byField.get(
        'icr_low',
      ) ?? [];
    assert.deepEqual([ipi?.term.shift, ipi?.term.mask], [8n, 7n]);
    assert.deepEqual([shorthand?.term.shift, shorthand?.term.mask], [18n, 3n]);
  });

  it('takes a mask before a shift, and a cast, as the bits they leave', () => {
    const terms = listsOf(
      '"", __print_symbolic((REC->x & 0x700) >> 8, {1, "a"}), __print_symbolic((u8)REC->x, {1, "b"})',
    ).map(({ term }) => [term.shift, term.mask]);
    assert.deepEqual(terms, [
      [8n, 7n],
      [0n, 0xffn],
    ]);
  });

  it('computes constant keys', () => {
    const keys =
      '{(1 << 3), "a"}, {0x040 + 6, "b"}, {010, "c"}, {~0U, "d"}, {((((1UL))) << (2)), "e"}';
    assert.deepEqual(entriesOf(`"%s", __print_flags(REC->x, "|", ${keys})`), [
      [
        [8, 'a'],
        [70, 'b'],
        [8, 'c'],
        [0xffffffff, 'd'],
        [4, 'e'],
      ],
    ]);
  });

  it('gives negative keys the form of the field', () => {
    const list = '{ -1, "none" })';
    assert.deepEqual(entriesOf(`"%s", __print_symbolic(REC->x, ${list}`), [[[0xffffffff, 'none']]]);
    assert.deepEqual(entriesOf(`"%s", __print_symbolic(REC->y, ${list}`, 'y'), [[[-1, 'none']]]);
    assert.deepEqual(entriesOf(`"%s", __print_symbolic_u64(REC->wide, ${list}`, 'wide'), [
      [[0xffffffffffffffffn, 'none']],
    ]);
  });

  it('joins adjacent strings and reads escapes', () => {
    assert.deepEqual(
      entriesOf(String.raw`"%s", __print_symbolic(REC->x, { 0x20, "APIC_" "ID" }, {1, "\"q\""})`),
      [
        [
          [0x20, 'APIC_ID'],
          [1, '"q"'],
        ],
      ],
    );
  });

  it('keeps the delimiter of flags', () => {
    assert.equal(listsOf('"%s", __print_flags(REC->x, " | ", {1, "a"})')[0]?.delimiter, ' | ');
  });

  it('knows on what a list depends: a comparison, a bare field, a negation', () => {
    const conditions = (condition: string) =>
      listsOf(`"%s", ${condition} ? "" : __print_symbolic(REC->x, {1, "a"})`)[0]?.when.map(
        ({ term, comparison, value }) => `${term.name} ${comparison} ${value}`,
      );
    assert.deepEqual(conditions('REC->y < 0'), ['y >= 0']);
    assert.deepEqual(conditions('REC->isa'), ['isa == 0']);
    assert.deepEqual(conditions('!REC->isa'), ['isa != 0']);
    assert.deepEqual(conditions('(REC->isa == 1 && REC->y)'), []);
  });

  it('has no names for what it cannot parse, and keeps those of the other arguments', () => {
    const good = '__print_symbolic(REC->x, {1, "a"})';
    for (const bad of [
      '({ const char *p = "x"; p; })',
      '__print_symbolic(REC->x, { })',
      '__print_symbolic(REC->x, {VDSO_CLOCKMODE_NONE, "none"})',
      '__print_symbolic(REC->x * 2, {1, "twice"})',
      '__print_symbolic(REC->unknown, {1, "b"})',
      '__print_symbolic(REC->x[2], {1, "c"})',
      '__print_symbolic(REC->x, {1, "d"}',
    ]) {
      const lists = listsOf(`"%s%s", ${good}, ${bad}`);
      // An open bracket swallows what follows it, so it comes last.
      assert.deepEqual(
        lists.map(({ entries }) => entries),
        [[[1, 'a']]],
        bad,
      );
    }
  });

  it('never throws on arbitrary text, whole or in pieces of the language', () => {
    const piece = fc.constantFrom(
      ...['"%s"', ',', '(', ')', '{', '}', 'REC->x', '__print_symbolic(', '__print_flags('],
      ...[
        '1',
        '0x10',
        '<<',
        '>>',
        '&',
        '|',
        '~',
        '-',
        '?',
        ':',
        '"a"',
        '!',
        '&&',
        'u8',
        'X',
        "'c'",
      ],
    );
    const pieces = fc.array(piece, { maxLength: 40 }).map((all) => all.join(' '));
    fc.assert(
      fc.property(fc.oneof(pieces, fc.string()), (text) => {
        listsOf(text);
        listsOf(`"%s", __print_symbolic(REC->x, ${text})`);
      }),
    );
  });

  it('takes no name of JavaScript for a name of the kernel', () => {
    const list = '__print_symbolic((constructor)REC->x, {1, "a"})';
    assert.deepEqual(entriesOf(`"%s", ${list}`), [[[1, 'a']]]);
    assert.deepEqual(listsOf('"%s", constructor(REC->x, {1, "a"})'), []);
  });

  it('has no names for a text beyond all measure', () => {
    const list = '__print_symbolic(REC->x, {1, "a"})';
    assert.equal(listsOf(`"%s${' '.repeat(1 << 20)}", ${list}`).length, 0);
    assert.equal(listsOf(`"%s${' '.repeat(1 << 10)}", ${list}`).length, 1);
  });

  // Going back and forth would take minutes here, and run into mocha's time limit.
  it('has no names for hostile text, and stays within the stack', () => {
    for (const text of [
      '(',
      '-',
      '1+',
      '1?',
      '"',
      '"a"',
      'x(',
      '{',
      '(u8)',
      'REC->x&',
      '1|(',
      '\\',
    ]) {
      const hostile = text.repeat(100_000 / text.length);
      assert.deepEqual(listsOf(`"%s", __print_symbolic(REC->x, ${hostile}`), []);
    }
    for (const key of [`1${'+1'.repeat(50_000)}`, '9'.repeat(100_000)]) {
      assert.deepEqual(listsOf(`"%s", __print_symbolic(REC->x, {${key}, "a"})`), []);
    }
  });
});
