import assert from 'node:assert/strict';
import { baseName } from '../../src/base/baseName';

describe('baseName', () => {
  it('takes the last part of a path', () => {
    assert.equal(baseName('/home/kvm/trace.dat'), 'trace.dat');
    assert.equal(baseName('C:\\traces\\trace.dat'), 'trace.dat');
  });
});
