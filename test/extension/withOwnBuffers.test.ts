import assert from 'node:assert/strict';
import { withOwnBuffers } from '../../src/engine/node/withOwnBuffers';

describe('withOwnBuffers', () => {
  it('cuts a window out of the column it lies in', () => {
    const column = Float64Array.from({ length: 1000 }, (_, index) => index);

    const sent = withOwnBuffers({ total: 1000, timeNs: column.subarray(10, 12) });

    assert.deepEqual(sent, { total: 1000, timeNs: Float64Array.of(10, 11) });
    assert.equal((sent as { timeNs: Float64Array }).timeNs.buffer.byteLength, 16);
  });

  it('keeps every type of column', () => {
    for (const column of [
      Uint16Array.of(7, 8, 9),
      Int32Array.of(-7, 8, 9),
      Int16Array.of(7, 8, 9),
    ]) {
      const sent = withOwnBuffers(column.subarray(1));

      assert.deepEqual(sent, column.slice(1));
    }
  });

  it('does not copy what has its buffer to itself', () => {
    const column = Uint32Array.of(1, 2, 3);

    assert.equal(withOwnBuffers(column), column);
  });

  it('takes a Buffer for bytes, without its neighbours in the pool', () => {
    const sent = withOwnBuffers(Buffer.from('abc')) as Uint8Array;

    assert.deepEqual(sent, Uint8Array.of(97, 98, 99));
    assert.equal(sent.buffer.byteLength, 3);
  });

  it('copies shared memory, which a webview cannot take', () => {
    const sent = withOwnBuffers(new Uint8Array(new SharedArrayBuffer(2))) as Uint8Array;

    assert.ok(sent.buffer instanceof ArrayBuffer);
  });

  it('leaves rows, words and absences as they are', () => {
    const answer = [{ reason: 'HLT', count: 3, minNs: null }, undefined, 'text'];

    assert.deepEqual(withOwnBuffers(answer), answer);
  });
});
