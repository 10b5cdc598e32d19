import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  decodePageFaultErrorCode,
  describePageFaultErrorCode,
  summarizePageFaultErrorCode,
} from '../../src/kvm/pageFaultErrorCode';

describe('pageFaultErrorCode', () => {
  it('reads a nested page fault on an absent page', () => {
    assert.equal(
      describePageFaultErrorCode(0x100000006n, 'npf'),
      'write to a page that is not present (final access)',
    );
  });

  it('tells the hardware walk of guest page tables from the guest itself', () => {
    assert.equal(
      describePageFaultErrorCode(0x200000006n, 'npf'),
      'write to a page that is not present (access to a guest page-table entry)',
    );
    assert.equal(
      summarizePageFaultErrorCode(0x200000007n, 'npf'),
      'guest page walk: write to a present, write-protected page',
    );
  });

  it('reads a reserved bit as MMIO in nested tables only', () => {
    assert.match(describePageFaultErrorCode(0x10000000dn, 'npf'), /^read of an MMIO page/);
    // Also where the processor says that the entry is not present.
    assert.equal(summarizePageFaultErrorCode(0x10000000en, 'npf'), 'write to an MMIO page');
    assert.match(
      describePageFaultErrorCode(0xdn, 'shadow'),
      /^read of a page with a reserved bit set/,
    );
  });

  it('names the privilege only under shadow paging, where the bit means it', () => {
    assert.equal(
      describePageFaultErrorCode(3n, 'shadow'),
      'write to a present page that forbids it; by supervisor code',
    );
    assert.match(describePageFaultErrorCode(7n, 'shadow'), /by user code$/);
    assert.doesNotMatch(describePageFaultErrorCode(7n, 'fast-page-fault'), /user/);
  });

  it('tells a fetch from a read', () => {
    assert.equal(
      summarizePageFaultErrorCode(0x14n, 'npf'),
      'instruction fetch from an absent page',
    );
    assert.equal(summarizePageFaultErrorCode(0x4n, 'npf'), 'read of an absent page');
  });

  it('marks the bits that KVM itself sets', () => {
    assert.match(describePageFaultErrorCode(1n << 48n, 'npf'), /implicit access \(set by KVM\)/);
    assert.match(describePageFaultErrorCode(1n << 49n, 'npf'), /private memory \(set by KVM\)/);
  });

  it('decodes any 64 bits', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
        fc.constantFrom('npf', 'shadow', 'fast-page-fault'),
        (errorCode, kind) => {
          assert.equal(decodePageFaultErrorCode(errorCode).write, (errorCode & 2n) !== 0n);
          assert.ok(describePageFaultErrorCode(errorCode, kind).length > 0);
          assert.ok(summarizePageFaultErrorCode(errorCode, kind).length > 0);
        },
      ),
    );
  });
});
