import assert from 'node:assert/strict';
import { conditionsOf, fastPageFaultFormat61, fastPageFaultFormat618 } from './printFormats';
import { inWords, summaryOf } from './words';

const fault = { vcpu_id: 0, guest_rip: 0x1000n, fault_address: 0x7000008n, error_code: 0x1aan };

describe('kvm_page_fault in words', () => {
  it('reads the error code as an EPT qualification after an EPT violation', () => {
    const { summary, meanings } = inWords('kvm:kvm_page_fault', fault, {
      precedingExit: { isa: 'vmx', code: 48 },
    });
    assert.equal(summary, 'vcpu 0 write to a present, read-only page, gpa 0x7000008');
    assert.match(meanings.get('error_code') ?? '', /readable and executable, not writable/);
  });

  it('reads it as a nested page-fault code after an npf', () => {
    assert.equal(
      summaryOf(
        'kvm:kvm_page_fault',
        { ...fault, error_code: 0x100000006n },
        { precedingExit: { isa: 'svm', code: 0x400 } },
      ),
      'vcpu 0 write to an absent page, gpa 0x7000008',
    );
  });

  it('reads it as an x86 code, with a virtual address, under shadow paging', () => {
    for (const precedingExit of [
      { isa: 'vmx', code: 0 },
      { isa: 'svm', code: 0x4e },
    ] as const) {
      assert.equal(
        summaryOf('kvm:kvm_page_fault', { ...fault, error_code: 3n }, { precedingExit }),
        'vcpu 0 write to a present page that forbids it, gva 0x7000008',
      );
    }
  });

  it('says that the encoding is unknown without an exit before it', () => {
    assert.equal(
      summaryOf('kvm:kvm_page_fault', { fault_address: 0x7000008n, error_code: 0x1aa }),
      'fault at 0x7000008, error code 0x1aa: encoding unknown: no kvm_exit before it',
    );
  });

  it('says that the encoding is unknown after an exit that faults cannot follow', () => {
    assert.match(
      summaryOf('kvm:kvm_page_fault', fault, { precedingExit: { isa: 'vmx', code: 12 } }),
      /encoding unknown: the kvm_exit before it is HLT$/,
    );
  });
});

describe('page tables in words', () => {
  const fields = {
    vcpu_id: 1,
    cr2_or_gpa: 0x2000000n,
    error_code: 3,
    sptep: 1n,
    old_spte: 0x37e3b75n,
    new_spte: 0x37e3b77n,
  };

  it('takes the meaning of ret from the recording', () => {
    const ofFormat = (printFormat: string) =>
      summaryOf(
        'kvmmmu:fast_page_fault',
        { ...fields, ret: 5 },
        { conditions: conditionsOf(printFormat) },
      );
    assert.match(ofFormat(fastPageFaultFormat618), /: fixed$/);
    assert.match(ofFormat(fastPageFaultFormat61), /: spurious, fixed by somebody else before$/);
  });

  it('says that the slow path follows', () => {
    assert.equal(
      summaryOf(
        'kvmmmu:fast_page_fault',
        { ...fields, ret: 3 },
        { conditions: conditionsOf(fastPageFaultFormat61) },
      ),
      'vcpu 1 write to a present, write-protected page at 0x2000000: not fixed (INVALID), the slow path follows',
    );
  });

  it('does not guess ret without the print format', () => {
    assert.match(summaryOf('kvmmmu:fast_page_fault', { ...fields, ret: 5 }), /: unknown \(ret 5/);
  });

  it('reads the older layout', () => {
    assert.match(
      summaryOf('kvmmmu:fast_page_fault', { ...fields, retry: 1 }),
      /fixed or spurious$/,
    );
  });

  it('says what a change of an entry took away', () => {
    assert.equal(
      summaryOf('kvmmmu:kvm_tdp_mmu_spte_changed', {
        gfn: 0x2000n,
        old_spte: 0x9445b77n,
        new_spte: 0x9445b75n,
        level: 1,
        as_id: 0,
      }),
      'gfn 0x2000 4 KiB write-protected: pfn 0x9445, not writable',
    );
  });

  it('shows the rights of a new entry', () => {
    assert.equal(
      summaryOf('kvmmmu:kvm_mmu_set_spte', {
        gfn: 0x10n,
        spte: 0x9456b77n,
        level: 1,
        r: 1,
        x: 1,
        u: -1,
      }),
      'maps gfn 0x10 rwx, 4 KiB: pfn 0x9456, writable',
    );
  });
});

describe('MMIO and notifiers in words', () => {
  it('does not show the value of a read that is not answered yet', () => {
    assert.equal(
      summaryOf('kvm:kvm_mmio', { type: 0, len: 4, gpa: 0xfec00010n, val: 0n }),
      'MMIO unsatisfied read gpa 0xfec00010, 4 bytes',
    );
    assert.equal(
      summaryOf('kvm:kvm_mmio', { type: 2, len: 1, gpa: 0xfec00000n, val: 0x39n }),
      'MMIO write gpa 0xfec00000 = 0x39, 1 byte',
    );
  });

  it('tells host ranges', () => {
    assert.equal(
      summaryOf('kvm:kvm_unmap_hva_range', { start: 0x7f0000000000n, end: 0x7f0000001000n }),
      'unmaps host range 0x7f0000000000 to 0x7f0000001000',
    );
  });

  it('warns that a dirty-ring index is no vCPU id', () => {
    const { meanings } = inWords('kvm:kvm_dirty_ring_push', {
      index: 1,
      slot: 0,
      offset: 16n,
      dirty_index: 5,
      reset_index: 0,
    });
    assert.equal(meanings.get('index'), 'index of the vCPU, not its id');
  });
});
