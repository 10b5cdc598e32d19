import { readFileSync } from 'node:fs';
import { INITIAL } from 'vscode-textmate';
import type { IGrammar, IOnigLib, StateStack } from 'vscode-textmate';
import { grammarFile, loadGrammar } from './loadGrammar';
import type { Language } from './loadGrammar';

/** Counts how often a grammar asks the regex engine to search on. */
export class GrammarCost {
  private searches = 0;

  private constructor(private grammar: IGrammar | undefined) {}

  static async of(language: Language): Promise<GrammarCost> {
    const cost = new GrammarCost(undefined);
    cost.grammar = await loadGrammar(language, (engine) => cost.counted(engine));
    return cost;
  }

  /** For one line, after lines that left `ruleStack` behind. */
  of(
    line: string,
    before: StateStack = INITIAL,
  ): { readonly searches: number; readonly ruleStack: StateStack } {
    this.searches = 0;
    const { ruleStack } = this.grammar!.tokenizeLine(line, before);
    return { searches: this.searches, ruleStack };
  }

  private counted(engine: IOnigLib): IOnigLib {
    return {
      createOnigString: (text) => engine.createOnigString(text),
      createOnigScanner: (patterns) => {
        const scanner = engine.createOnigScanner(patterns);
        return {
          findNextMatchSync: (...search) => {
            this.searches++;
            return scanner.findNextMatchSync(...search);
          },
        };
      },
    };
  }
}

/** Every regex of a grammar. */
export function rulePatterns(language: Language): string[] {
  return patternsIn(JSON.parse(readFileSync(grammarFile(language), 'utf8')) as unknown);
}

/** Whether an unbounded repetition stands around another: what lets a regex try exponentially many ways. */
export function repeatsRepetition(source: string): boolean {
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

function patternsIn(rule: unknown): string[] {
  if (typeof rule !== 'object' || rule === null) return [];
  return Object.entries(rule).flatMap(([key, value]: [string, unknown]) =>
    ['match', 'begin', 'end'].includes(key) && typeof value === 'string'
      ? [value]
      : patternsIn(value),
  );
}
