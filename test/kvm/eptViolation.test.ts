import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  decodeEptViolation,
  describeEptViolation,
  summarizeEptViolation,
} from '../../src/kvm/eptViolation';

describe('eptViolation', () => {
  it('says what a write to a read-only, executable page was', () => {
    assert.equal(
      describeEptViolation(0x1aan),
      'write to a present page that is readable and executable, not writable (final access)',
    );
  });

  it('adds how the guest maps the page where the CPU tells', () => {
    assert.equal(
      describeEptViolation(0x5aan),
      'write to a present page that is readable and executable, not writable (final access); mapped writable by the guest',
    );
  });

  it('tells absent pages by the kind of access', () => {
    assert.equal(describeEptViolation(0x181n), 'read of a page that is not present (final access)');
    assert.equal(
      describeEptViolation(0x182n),
      'write to a page that is not present (final access)',
    );
    assert.equal(
      describeEptViolation(0x184n),
      'instruction fetch from a page that is not present (final access)',
    );
  });

  it('tells an access to a guest page table from the access itself', () => {
    assert.equal(
      describeEptViolation(0x82n),
      'write to a page that is not present (access to a guest page-table entry)',
    );
    assert.equal(decodeEptViolation(0x83n).target, 'guest-page-table');
    assert.equal(decodeEptViolation(0x2n).target, 'no-linear-address');
  });

  it('tells a fetch from a page that is not executable', () => {
    assert.equal(
      describeEptViolation(0x19cn),
      'instruction fetch from a present page that is readable and writable, not executable (final access)',
    );
  });

  it('mentions NMI unblocking and unknown bits', () => {
    assert.match(describeEptViolation(0x1181n), /NMIs just unblocked by an IRET$/);
    assert.match(describeEptViolation(1n << 40n), /unknown bits 0x10000000000$/);
  });

  it('says it in a few words for a table', () => {
    assert.equal(summarizeEptViolation(0x1aan), 'write to a present, read-only page');
    assert.equal(summarizeEptViolation(0x18an), 'write to a present, read-only page');
    assert.equal(summarizeEptViolation(0x182n), 'write to an absent page');
    assert.equal(summarizeEptViolation(0x82n), 'guest page walk: write to an absent page');
    assert.equal(
      summarizeEptViolation(0x19cn),
      'instruction fetch from a present, non-executable page',
    );
  });

  it('decodes any 64 bits, and every bit that is shown comes from the value', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), (qualification) => {
        const violation = decodeEptViolation(qualification);
        assert.equal(violation.write, (qualification & 2n) !== 0n);
        assert.equal(violation.present, (qualification & 0x38n) !== 0n);
        assert.ok(describeEptViolation(qualification).length > 0);
        assert.ok(summarizeEptViolation(qualification).length > 0);
      }),
    );
  });
});
