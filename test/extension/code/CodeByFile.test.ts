import assert from 'node:assert/strict';
import { CodeByFile } from '../../../src/extension/code/CodeByFile';
import { functionsAt } from '../../../src/extension/code/functionsAt';
import { codeFunction, codeLine } from './madeCode';

describe('Exits by source file', () => {
  const inlined = codeLine({ file: '/src/idlelab/guest/inline.h', line: 3 });
  const hlt = codeLine({});
  const code = new CodeByFile({
    lines: [hlt, codeLine({ vm: 1 }), codeLine({ file: '/other/guest.S', line: 99 }), inlined],
    functions: [
      codeFunction({ name: 'idle_hlt', line: 13, start: '0x100009', end: '0x10000d' }),
      codeFunction({ name: 'page_hlt', line: 23, start: '0x100011', end: '0x100020' }),
      codeFunction({ name: 'bare', file: null, line: null }),
    ],
  });

  it('are found by the name of the file', () => {
    assert.deepEqual(code.named('guest.S'), ['/src/idlelab/guest/guest.S', '/other/guest.S']);
    assert.deepEqual(code.named('absent.c'), []);
  });

  it('are those of its lines and of functions that begin there', () => {
    const { lines, functions, lastLine } = code.of(['/src/idlelab/guest/guest.S']);

    assert.deepEqual([...lines.keys()], [14]);
    assert.deepEqual(
      lines.get(14)!.map(({ vm }) => vm),
      [0, 1],
    );
    assert.deepEqual([...functions.keys()], [13, 23]);
    assert.equal(lastLine, 23);
  });

  it('are of a function for sure where its instructions are', () => {
    const exits = code.of(['/src/idlelab/guest/guest.S']);

    const names = (line: number): readonly string[] =>
      functionsAt(line, exits).sure.map(({ name }) => name);
    assert.deepEqual(names(14), ['idle_hlt']);
    assert.deepEqual(names(23), ['page_hlt']);
    assert.deepEqual(names(30), []);
  });

  it('are offered from the nearest function above on where it is not sure', () => {
    const exits = code.of(['/src/idlelab/guest/guest.S']);

    const names = (line: number): readonly string[] =>
      functionsAt(line, exits).all.map(({ name }) => name);
    assert.deepEqual(names(30), ['page_hlt', 'idle_hlt']);
    assert.deepEqual(names(20), ['idle_hlt', 'page_hlt']);
  });
});
