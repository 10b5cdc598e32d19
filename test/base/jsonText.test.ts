import assert from 'node:assert/strict';
import { jsonText } from '../../src/base/jsonText';

describe('jsonText', () => {
  it('escapes what would steer a terminal, and stays JSON', () => {
    const value = { comm: 'a\u001b[31m\u007f\u0085µ' };
    const text = jsonText(value);
    assert.equal(text, '{"comm":"a\\u001b[31m\\u007f\\u0085µ"}');
    assert.deepEqual(JSON.parse(text), value);
  });
});
