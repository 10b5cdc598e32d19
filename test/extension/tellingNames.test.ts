import assert from 'node:assert/strict';
import { tellingNames } from '../../src/extension/tellingNames';

describe('Names that tell runs apart', () => {
  it('are file names where these differ', () => {
    assert.deepEqual(tellingNames(['/runs/a.trace.dat', '/runs/b.trace.dat']), [
      'a.trace.dat',
      'b.trace.dat',
    ]);
  });

  it('have as many folders as it takes', () => {
    const paths = ['/runs/1/kvm/trace.dat', '/runs/2/kvm/trace.dat', '/runs/other.dat'];

    assert.deepEqual(tellingNames(paths), ['1/kvm/trace.dat', '2/kvm/trace.dat', 'other.dat']);
  });

  it('are the same of a file that is compared with itself', () => {
    assert.deepEqual(tellingNames(['/runs/a.dat', '/runs/a.dat']), ['a.dat', 'a.dat']);
  });
});
