import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry } from 'vscode-textmate';
import type { IGrammar } from 'vscode-textmate';

const grammarFile = path.join(__dirname, '../../syntaxes/trace-report.tmLanguage.json');

async function loadGrammar(): Promise<IGrammar> {
  const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await loadWASM({ data: wasm });
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async () => parseRawGrammar(readFileSync(grammarFile, 'utf8'), grammarFile),
  });
  return (await registry.loadGrammar('text.trace-report'))!;
}

/** The pieces of a line that have a scope of their own, as `text: last part of the scope`. */
function pieces(grammar: IGrammar, line: string): string[] {
  const { tokens } = grammar.tokenizeLine(line, INITIAL);
  return tokens
    .filter(({ scopes }) => scopes.length > 1)
    .map(({ startIndex, endIndex, scopes }) => {
      const name = scopes.at(-1)!.replace('.trace-report', '').split('.').at(-1)!;
      return `${line.slice(startIndex, endIndex)}: ${name}`;
    });
}

describe('the grammar of trace reports', () => {
  let grammar: IGrammar;

  before(async () => {
    grammar = await loadGrammar();
  });

  it('finds thread, CPU, time and event of a trace-cmd line, also with a blank in the name', () => {
    const line =
      '       CPU 0/KVM-231   [001]    28.157432: kvm_exit:  reason HLT rip 0x100012 info 0 0';
    assert.deepEqual(pieces(grammar, line), [
      'CPU 0/KVM: thread',
      '231: tid',
      '[001]: host-cpu',
      '28.157432: time',
      'kvm_exit: event',
      'reason: field',
      'HLT: exit-reason',
      '0x100012: hex',
      '0: decimal',
      '0: decimal',
    ]);
  });

  it('finds the flags of a tracefs line', () => {
    const line = '          <idle>-0       [000] d.h1.  2714.585544: local_timer_entry: vector=236';
    assert.deepEqual(pieces(grammar, line), [
      '<idle>: thread',
      '0: tid',
      '[000]: host-cpu',
      'd.h1.: flags',
      '2714.585544: time',
      'local_timer_entry: event',
      'vector: field',
      '=: assignment',
      '236: decimal',
    ]);
  });

  it('marks where events were lost', () => {
    for (const line of ['CPU:0 [171 EVENTS DROPPED]', 'CPU:1 [LOST 12 EVENTS]']) {
      assert.deepEqual(pieces(grammar, line), [`${line}: lost-events`]);
    }
  });

  it('takes the head of a report for a comment', () => {
    assert.deepEqual(pieces(grammar, 'cpus=2'), ['cpus=2: line']);
    assert.deepEqual(pieces(grammar, '# tracer: nop'), ['# tracer: nop: line']);
  });
});
