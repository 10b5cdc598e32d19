import assert from 'node:assert/strict';
import { readCall } from '../../src/extension/readCall';

describe('readCall', () => {
  it('reads a call of a known request', () => {
    const call = { id: 3, method: 'eventDetail', params: { row: 7 } };

    assert.deepEqual(readCall(call), call);
  });

  it('drops what cannot be answered, because it names no call', () => {
    const notCalls = [undefined, null, 7, 'eventDetail', [], {}, { id: '3' }, { id: NaN }];

    for (const message of notCalls) assert.equal(readCall(message), undefined);
  });

  it('refuses a request that does not exist, by its name', () => {
    const refused = { id: 3, refusal: 'There is no request "readFile".' };

    assert.deepEqual(readCall({ id: 3, method: 'readFile', params: {} }), refused);
  });

  it('knows no request by a name that every object has', () => {
    for (const method of ['constructor', '__proto__', 'toString']) {
      assert.ok('refusal' in readCall({ id: 3, method, params: {} })!);
    }
  });

  it('refuses what only the extension host may ask, which names files', () => {
    const refused = { id: 3, refusal: 'There is no request "useSymbols".' };

    assert.deepEqual(readCall({ id: 3, method: 'useSymbols', params: { files: [] } }), refused);
  });

  it('refuses a request without parameters', () => {
    const refused = { id: 3, refusal: 'The request "exitRows" has no parameters.' };

    assert.deepEqual(readCall({ id: 3, method: 'exitRows' }), refused);
    assert.deepEqual(readCall({ id: 3, method: 'exitRows', params: null }), refused);
  });
});
