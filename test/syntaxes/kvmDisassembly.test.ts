import assert from 'node:assert/strict';
import type { IGrammar } from 'vscode-textmate';
import { loadInstructionDecoder } from '../../src/symbols/disassembly/InstructionDecoder';
import { loadGrammar, scopedPieces } from './loadGrammar';

describe('the grammar of disassemblies', () => {
  let grammar: IGrammar;

  before(async () => {
    grammar = await loadGrammar('kvm-disassembly');
  });

  const pieces = (line: string): string[] => scopedPieces(grammar, line);
  /** What follows address and bytes. */
  const ofInstruction = (text: string): string[] =>
    pieces(`ffffffff81000003  e8 f8 00 00 00        ${text}`).slice(2);

  it('finds address, bytes and instruction, and what it leads to', () => {
    assert.deepEqual(
      pieces('ffffffff81000003  e8 f8 00 00 00        call 0xffffffff81000100  ; → schedule+0x1c'),
      [
        'ffffffff81000003: constant.numeric.address',
        'e8 f8 00 00 00: constant.other.bytes',
        'call: keyword.control.flow',
        '0xffffffff81000100: constant.numeric.immediate',
        ';: punctuation.definition.comment',
        '→: punctuation.separator.target',
        'schedule: entity.name.function.target',
        '+0x1c: constant.numeric.offset',
      ],
    );
  });

  it('finds registers and immediates as GNU tools write them', () => {
    assert.deepEqual(ofInstruction('mov $0x10, -0x8(%rbp, %r12, 4)'), [
      'mov: keyword.other.mnemonic',
      '$0x10: constant.numeric.immediate',
      '-0x8: constant.numeric.immediate',
      '%rbp: variable.other.register',
      '%r12: variable.other.register',
      '4: constant.numeric.immediate',
    ]);
  });

  it('finds registers, immediates and sizes as Intel’s manuals write them', () => {
    assert.deepEqual(ofInstruction('mov dword ptr [rbp+r12*4-0x8], 0x10'), [
      'mov: keyword.other.mnemonic',
      'dword ptr: storage.type.size',
      'rbp: variable.other.register',
      'r12: variable.other.register',
      '4: constant.numeric.immediate',
      '-0x8: constant.numeric.immediate',
      '0x10: constant.numeric.immediate',
    ]);
  });

  it('tells prefixes from mnemonics, and bytes that start no instruction', () => {
    assert.deepEqual(ofInstruction('lock xadd %eax, (%rdi)').slice(0, 2), [
      'lock : storage.modifier.prefix',
      'xadd: keyword.other.mnemonic',
    ]);
    assert.deepEqual(ofInstruction('rep stosq').slice(0, 2), [
      'rep : storage.modifier.prefix',
      'stosq: keyword.other.mnemonic',
    ]);
    assert.deepEqual(ofInstruction('(bad)'), ['(bad): invalid.illegal.bad']);
  });

  it('tells instructions that go elsewhere from all others', () => {
    for (const flow of ['jmp', 'jne', 'call', 'ret', 'iretq', 'sysret', 'loop', 'int3', 'ud2']) {
      assert.deepEqual(ofInstruction(flow), [`${flow}: keyword.control.flow`]);
    }
    for (const other of ['hlt', 'mwait', 'cpuid', 'invd', 'inc']) {
      assert.deepEqual(ofInstruction(other), [`${other}: keyword.other.mnemonic`]);
    }
  });

  it('finds what the decoder writes, in both syntaxes', async () => {
    // mov %rsi,(%rdi); out %eax,(%dx); mov %cr3,%rax; movaps %xmm1,%xmm2; fld %st(1); lea 8(%rip),%rax
    const bytes = Buffer.from('488937ef0f20d80f28d1d9c1488d0508000000', 'hex');
    const decoder = await loadInstructionDecoder();
    for (const syntax of ['att', 'intel'] as const) {
      for (const { text } of decoder.decode({ address: 0, bytes }, { syntax, bitness: 64 })) {
        const found = ofInstruction(text);
        assert.match(found[0] ?? '', /mnemonic$/, text);
        const registers = found.filter((piece) => piece.endsWith('variable.other.register'));
        assert.ok(registers.length > 0, `${syntax}: ${text}: ${found.join(', ')}`);
      }
    }
  });

  it('finds the files, lines and functions of source places', () => {
    assert.deepEqual(pieces('; /b/a b.h:51 native_safe_halt, inlined at c.c:711 idle'), [
      ...[';: punctuation.definition.comment', ' : comment.line.source-place'],
      ...['/b/a b.h: entity.name.filename', ':: comment.line.source-place'],
      ...['51: constant.numeric.line', ' : comment.line.source-place'],
      ...['native_safe_halt: entity.name.function', ', : comment.line.source-place'],
      ...['inlined at: keyword.other.inlined', ' : comment.line.source-place'],
      ...['c.c: entity.name.filename', ':: comment.line.source-place'],
      ...['711: constant.numeric.line', ' : comment.line.source-place'],
      'idle: entity.name.function',
    ]);
  });

  it('tells source text and the head from places', () => {
    assert.deepEqual(pieces(';   case 1: x(a:2);'), [
      ';   case 1: x(a:2);: comment.block.source-text',
    ]);
    for (const line of [
      '; default_idle, 9 bytes',
      '; no source line',
      '; 0x10: no code is known',
    ]) {
      assert.deepEqual(pieces(line), [`${line}: comment.line.semicolon`]);
    }
  });
});
