import assert from 'node:assert/strict';
import { INITIAL } from 'vscode-textmate';
import { GrammarCost, repeatsRepetition, rulePatterns } from './grammarCost';

const prefix = '       CPU 0/KVM-231   [001]    28.157432: kvm_exit: ';
const realLine = `${prefix} reason HLT rip 0x100012 info 0 0`;

/** What lines of nothing else than one of these must not make expensive. */
const repeated = [
  ' ',
  '\t',
  '> ',
  '|',
  '1',
  'a',
  '.',
  'a=',
  'a: ',
  'a-1 ',
  '[000] ',
  '0x1 ',
  '1.5 ',
]
  .concat(['reason ', 'rip ', 'comm=a ', 'exit_reason=12', 'CPU 0/KVM-1 [00 ', 'ab cd '])
  .flatMap((piece) => [piece, `${prefix}${piece}`]);

describe('the cost of colouring trace texts', () => {
  let cost: GrammarCost;

  before(async () => {
    cost = await GrammarCost.of('kvm-trace');
  });

  it('is at most a search for every two characters, in lines of 20 and 40 KB', () => {
    for (const piece of repeated) {
      for (const length of [20_000, 40_000]) {
        const line = piece.repeat(Math.ceil(length / piece.length));
        assert.ok(cost.of(line).searches <= line.length / 2 + 10, JSON.stringify(piece));
      }
    }
  });

  it('is the same for every line of a file, however long: no line leaves anything open', () => {
    // So 50 MB, about 600,000 lines like this one, cost 600,000 times what one costs.
    const lines = [realLine, prefix, prefix.trimEnd(), '# tracer: nop', 'CPU:0 [1 EVENTS DROPPED]'];
    for (const line of [...lines, ...repeated]) {
      const { ruleStack } = cost.of(line);
      assert.equal(ruleStack.depth, INITIAL.depth, line);
      assert.equal(cost.of(realLine, ruleStack).searches, cost.of(realLine).searches, line);
    }
    assert.ok(cost.of(realLine).searches <= 30);
  });

  it('cannot explode: no rule repeats a repetition, and none starts anywhere in a line', () => {
    const sources = rulePatterns('kvm-trace');
    assert.ok(sources.length > 25, 'the rules are found');
    for (const source of sources) {
      assert.ok(!repeatsRepetition(source), source);
      assert.match(source, /^(\^|\\G|\\b|\(\?<|==>|\$)/);
    }
    assert.ok(repeatsRepetition('(a+)+'), 'the check sees one');
    assert.ok(repeatsRepetition('(?:x(?:a|b*))*'), 'the check sees one in a group');
  });
});
