import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { INITIAL } from 'vscode-textmate';
import type { IGrammar, IOnigLib } from 'vscode-textmate';
import { grammarFile, loadGrammar } from './loadGrammar';

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
  let grammar: IGrammar;
  let searches = 0;

  before(async () => {
    grammar = await loadGrammar(counted);
  });

  /** How often the engine is asked to search on, for one line. */
  const searchesIn = (line: string): number => {
    const before = searches;
    grammar.tokenizeLine(line, INITIAL);
    return searches - before;
  };

  function counted(engine: IOnigLib): IOnigLib {
    return {
      createOnigString: (text) => engine.createOnigString(text),
      createOnigScanner: (patterns) => {
        const scanner = engine.createOnigScanner(patterns);
        return {
          findNextMatchSync: (...search) => {
            searches++;
            return scanner.findNextMatchSync(...search);
          },
        };
      },
    };
  }

  it('is at most a search for every two characters, in lines of 20 and 40 KB', () => {
    for (const piece of repeated) {
      for (const length of [20_000, 40_000]) {
        const line = piece.repeat(Math.ceil(length / piece.length));
        assert.ok(searchesIn(line) <= line.length / 2 + 10, JSON.stringify(piece));
      }
    }
  });

  it('is the same for every line of a file, however long: no line leaves anything open', () => {
    // So 50 MB, about 600,000 lines like this one, cost 600,000 times what one costs.
    const lines = [realLine, prefix, prefix.trimEnd(), '# tracer: nop', 'CPU:0 [1 EVENTS DROPPED]'];
    for (const line of [...lines, ...repeated]) {
      const { ruleStack } = grammar.tokenizeLine(line, INITIAL);
      const searchesAfterIt = (): number => {
        const before = searches;
        grammar.tokenizeLine(realLine, ruleStack);
        return searches - before;
      };
      assert.equal(ruleStack.depth, INITIAL.depth, line);
      assert.equal(searchesAfterIt(), searchesIn(realLine), line);
    }
    assert.ok(searchesIn(realLine) <= 30);
  });

  it('cannot explode: no rule repeats a repetition, and none starts anywhere in a line', () => {
    const sources = patternsIn(JSON.parse(readFileSync(grammarFile, 'utf8')) as unknown);
    assert.ok(sources.length > 25, 'the rules are found');
    for (const source of sources) {
      assert.ok(!repeatsRepetition(source), source);
      assert.match(source, /^(\^|\\G|\\b|\(\?<|==>|\$)/);
    }
    assert.ok(repeatsRepetition('(a+)+'), 'the check sees one');
    assert.ok(repeatsRepetition('(?:x(?:a|b*))*'), 'the check sees one in a group');
  });
});

function patternsIn(rule: unknown): string[] {
  if (typeof rule !== 'object' || rule === null) return [];
  return Object.entries(rule).flatMap(([key, value]: [string, unknown]) =>
    ['match', 'begin', 'end'].includes(key) && typeof value === 'string'
      ? [value]
      : patternsIn(value),
  );
}

/** Whether an unbounded repetition stands around another: what lets a regex try exponentially many ways. */
function repeatsRepetition(source: string): boolean {
  const parts = source.replaceAll(/\\./g, 'x').replaceAll(/\[[^\]]*\]/g, 'x');
  const unbounded = /^(?:[*+]|\{\d+,\})/;
  const isRepeatedInside: boolean[] = [false];
  for (let at = 0; at < parts.length; at++) {
    const sign = parts[at];
    if (sign === '(') isRepeatedInside.push(false);
    const inner = sign === ')' ? isRepeatedInside.pop()! : false;
    const isRepeated = unbounded.test(parts.slice(at + 1)) && sign !== '(';
    if (inner && isRepeated) return true;
    if (inner || isRepeated) isRepeatedInside[isRepeatedInside.length - 1] = true;
  }
  return false;
}
