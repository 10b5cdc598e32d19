import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hostVectorName } from '../../src/kvm/hostVectors';
import { decodeInterruptionInfo, describeInterruptionInfo } from '../../src/kvm/interruptionInfo';

describe('interruptionInfo', () => {
  it('names the host vector of an external interrupt', () => {
    assert.equal(
      describeInterruptionInfo(0x800000ec, 'host'),
      'external interrupt, vector 0xec LOCAL_TIMER',
    );
    assert.equal(
      describeInterruptionInfo(0x800000fd, 'host'),
      'external interrupt, vector 0xfd RESCHEDULE',
    );
  });

  it("never takes a guest's vector for the host's", () => {
    assert.equal(describeInterruptionInfo(0x800000ec, 'guest'), 'external interrupt, vector 0xec');
  });

  it('reads a page fault with its error code', () => {
    assert.deepEqual(decodeInterruptionInfo(0x80000b0e), {
      vector: 14,
      type: 'hardware-exception',
      hasErrorCode: true,
      nmiUnblocking: false,
    });
    assert.equal(
      describeInterruptionInfo(0x80000b0e, 'guest'),
      'exception #PF (14), with error code',
    );
  });

  it('reads nothing when bit 31 is clear', () => {
    assert.equal(decodeInterruptionInfo(0x000000ec), undefined);
    assert.equal(describeInterruptionInfo(0, 'host'), 'none');
  });

  it('reads NMIs, software interrupts and NMI unblocking', () => {
    assert.equal(describeInterruptionInfo(0x80000202, 'host'), 'NMI');
    assert.equal(describeInterruptionInfo(0x80000480, 'guest'), 'software interrupt, vector 0x80');
    assert.match(describeInterruptionInfo(0x80001306, 'guest'), /NMIs just unblocked by an IRET$/);
  });

  it('keeps the old places of the local timer apart', () => {
    assert.equal(hostVectorName(0xef), 'LOCAL_TIMER up to 4.9');
    assert.equal(hostVectorName(0xee), 'LOCAL_TIMER up to 4.15');
    assert.equal(hostVectorName(0x31), undefined);
  });

  it('describes any word', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), (value) => {
        assert.equal(decodeInterruptionInfo(value) === undefined, value < 0x80000000);
        assert.ok(describeInterruptionInfo(value, 'host').length > 0);
      }),
    );
  });
});
