import assert from 'node:assert/strict';
import { callchainLines } from '../../../src/formats/perfdata/callchainLines';

const mark = (context: number): bigint => BigInt.asUintN(64, BigInt(context));

describe('callchainLines', () => {
  it('says in which mode each address was, innermost first', () => {
    const chain = [mark(-128), 0xffff_ffff_8105_9a3bn, mark(-512), 0x7f00_1234n, 0x40_1000n];
    assert.deepEqual(callchainLines(chain), [
      'kernel 0xffffffff81059a3b',
      'user 0x7f001234',
      'user 0x401000',
    ]);
  });

  it('knows the modes of guests', () => {
    assert.deepEqual(callchainLines([mark(-2176), 1n, mark(-2560), 2n]), [
      'guest kernel 0x1',
      'guest user 0x2',
    ]);
  });

  it('shows addresses without a mark as they are', () => {
    assert.deepEqual(callchainLines([1n]), ['0x1']);
    assert.deepEqual(callchainLines([]), []);
  });
});
