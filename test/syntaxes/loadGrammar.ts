import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry } from 'vscode-textmate';
import type { IGrammar, IOnigLib } from 'vscode-textmate';

export type Language = 'kvm-trace' | 'kvm-disassembly';

const scopeNames = {
  'kvm-trace': 'text.kvm-trace',
  'kvm-disassembly': 'source.kvm-disassembly',
} as const;

export function grammarFile(language: Language): string {
  return path.join(__dirname, `../../syntaxes/${language}.tmLanguage.json`);
}

let engineLoaded: Promise<unknown> | undefined;

/** The grammar as VS Code runs it. `wrap` puts something between it and the regex engine. */
export async function loadGrammar(
  language: Language,
  wrap: (engine: IOnigLib) => IOnigLib = (engine) => engine,
): Promise<IGrammar> {
  const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  engineLoaded ??= loadWASM({ data: wasm });
  await engineLoaded;
  const registry = new Registry({
    onigLib: Promise.resolve(wrap({ createOnigScanner, createOnigString })),
    loadGrammar: async () => {
      const file = grammarFile(language);
      return parseRawGrammar(readFileSync(file, 'utf8'), file);
    },
  });
  return (await registry.loadGrammar(scopeNames[language]))!;
}

/** The pieces of a line that have a scope of their own, as `text: scope` without the language's suffix. */
export function scopedPieces(grammar: IGrammar, line: string): string[] {
  const { tokens } = grammar.tokenizeLine(line, INITIAL);
  return tokens
    .filter(({ scopes }) => scopes.length > 1)
    .map(({ startIndex, endIndex, scopes }) => {
      const scope = scopes.at(-1)!.replace(/\.kvm-\w+$/, '');
      return `${line.slice(startIndex, endIndex)}: ${scope}`;
    });
}
