import assert from 'node:assert/strict';
import { atOnce } from '../../../src/base/steps';
import { memorySource } from '../../../src/formats/memorySource';
import { readSymbolText } from '../../../src/formats/symbols/readSymbolText';
import { symbolsNamed } from '../../../src/formats/symbols/SymbolColumns';

describe('symbolsNamed', () => {
  const text =
    '0000000000001000 T liquid\n0000000000002000 T costarring\n0000000000003000 t liquid\n';
  const { columns } = atOnce(
    readSymbolText(memorySource('System.map', new TextEncoder().encode(text))),
  );

  it('finds names whose hashes are the same', () => {
    assert.deepEqual(
      [...symbolsNamed(columns, ['costarring', 'liquid', 'absent'])],
      [
        ['costarring', [1]],
        ['liquid', [0, 2]],
        ['absent', []],
      ],
    );
  });
});
