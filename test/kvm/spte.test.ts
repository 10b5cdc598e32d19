import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describeSpte, describeSpteChange, levelName } from '../../src/kvm/spte';

describe('spte', () => {
  it('tells the frame and whether it is writable', () => {
    assert.equal(describeSpte(0x9456b77n), 'pfn 0x9456, writable');
    assert.equal(describeSpte(0x9445975n), 'pfn 0x9445, not writable');
  });

  it('knows the special values of EPT and NPT', () => {
    assert.equal(describeSpte(0n), 'absent');
    assert.equal(describeSpte(0x5a0n), 'frozen (being changed)');
    assert.equal(describeSpte(0xf80fec00036n), 'MMIO marker');
    assert.equal(describeSpte(0x80000fec00027n), 'MMIO marker');
  });

  it('says what a change took away or gave', () => {
    assert.match(describeSpteChange(0n, 0x9456b77n), /^mapped: /);
    assert.match(describeSpteChange(0x9456b77n, 0x5a0n), /^unmapped: /);
    assert.match(describeSpteChange(0x9456b77n, 0x9456b75n), /^write-protected: /);
    assert.match(describeSpteChange(0x9456b75n, 0x9456b77n), /^made writable: /);
    assert.equal(describeSpteChange(0n, 0x5a0n), 'absent → frozen (being changed)');
  });

  it('names page sizes by level', () => {
    assert.deepEqual([1, 2, 3, 4].map(levelName), ['4 KiB', '2 MiB', '1 GiB', 'level 4']);
  });

  it('describes any 64 bits', () => {
    const anyBits = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });
    fc.assert(
      fc.property(anyBits, anyBits, (before, after) => {
        assert.ok(describeSpteChange(before, after).length > 0);
      }),
    );
  });
});
