import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry } from 'vscode-textmate';
import type { IGrammar, IOnigLib } from 'vscode-textmate';

export const grammarFile = path.join(__dirname, '../../syntaxes/kvm-trace.tmLanguage.json');

let engineLoaded: Promise<unknown> | undefined;

/** The grammar as VS Code runs it. `wrap` puts something between it and the regex engine. */
export async function loadGrammar(
  wrap: (engine: IOnigLib) => IOnigLib = (engine) => engine,
): Promise<IGrammar> {
  const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  engineLoaded ??= loadWASM({ data: wasm });
  await engineLoaded;
  const registry = new Registry({
    onigLib: Promise.resolve(wrap({ createOnigScanner, createOnigString })),
    loadGrammar: async () => parseRawGrammar(readFileSync(grammarFile, 'utf8'), grammarFile),
  });
  return (await registry.loadGrammar('text.kvm-trace'))!;
}

/** The pieces of a line that have a scope of their own, as `text: scope` without the language's suffix. */
export function scopedPieces(grammar: IGrammar, line: string): string[] {
  const { tokens } = grammar.tokenizeLine(line, INITIAL);
  return tokens
    .filter(({ scopes }) => scopes.length > 1)
    .map(({ startIndex, endIndex, scopes }) => {
      const scope = scopes.at(-1)!.replace('.kvm-trace', '');
      return `${line.slice(startIndex, endIndex)}: ${scope}`;
    });
}
