import assert from 'node:assert/strict';
import { INITIAL } from 'vscode-textmate';
import { GrammarCost, repeatsRepetition, rulePatterns } from './grammarCost';

const prefix = '0000000000100029  0f 01 c9              ';
const realLine = `${prefix}mov %rax, 0x10(%rdi)  ; → idle+0x4`;

/** What lines of nothing else than one of these must not make expensive. */
const repeated = [
  ...[' ', '; ', ';   ', 'a', 'a:1 ', ':', ', ', ', inlined at ', ', inlined at a:1 b'],
  ...['%', '%rax ', '$0x1, ', '1 ', '(', '; → ', 'rep ', 'dword ptr ', 'rax ', '90 '],
].flatMap((piece) => [piece, `; ${piece}`, `${prefix}${piece}`]);

describe('the cost of colouring disassemblies', () => {
  let cost: GrammarCost;

  before(async () => {
    cost = await GrammarCost.of('kvm-disassembly');
  });

  it('is at most a search for every two characters, in lines of 20 and 40 KB', () => {
    for (const piece of repeated) {
      for (const length of [20_000, 40_000]) {
        const line = piece.repeat(Math.ceil(length / piece.length));
        assert.ok(cost.of(line).searches <= line.length / 2 + 10, JSON.stringify(piece));
      }
    }
  });

  it('is the same for every line of a listing: no line leaves anything open', () => {
    for (const line of [realLine, prefix, prefix.trimEnd(), ...repeated]) {
      const { ruleStack } = cost.of(line);
      assert.equal(ruleStack.depth, INITIAL.depth, line);
      assert.equal(cost.of(realLine, ruleStack).searches, cost.of(realLine).searches, line);
    }
    assert.ok(cost.of(realLine).searches <= 12);
  });

  it('cannot explode: no rule repeats a repetition', () => {
    const sources = rulePatterns('kvm-disassembly');
    assert.ok(sources.length > 8, 'the rules are found');
    for (const source of sources) assert.ok(!repeatsRepetition(source), source);
  });
});
