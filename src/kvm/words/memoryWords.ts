import { mmioTypeName } from '../mmioTypes';
import { decimalField, hexField, isSet, numberOf } from '../fieldValues';
import { pageFaultWords } from './pageFaultWords';
import type { DescribedEvent, Describer, Describers, Words } from './words';

/** Guest memory: faults, MMIO, host notifiers, asynchronous faults, dirty logging. Source: domain reference A.3. */
export const memoryWords: Describers = {
  kvm_page_fault: pageFaultWords,
  kvm_mmio: mmioWords,
  kvm_fast_mmio: ({ fields }) => ({
    summary: `fast MMIO at gpa ${hexField(fields, 'gpa')}: an ioeventfd is signalled`,
    sentences: ['No instruction is emulated, so no kvm_mmio follows.'],
  }),
  vcpu_match_mmio: ({ fields }) => ({
    summary: `known MMIO ${isSet(fields, 'write') ? 'write' : 'read'}, gva ${hexField(fields, 'gva')}, gpa ${hexField(fields, 'gpa')}`,
    meanings: { gpa_match: isSet(fields, 'gpa_match') ? 'matched by gpa' : 'matched by gva' },
  }),
  kvm_unmap_hva_range: rangeWords('unmaps host range'),
  kvm_unmap_hva: hvaWords('unmaps host page'),
  kvm_age_hva: rangeWords('clears accessed bits of host range'),
  kvm_test_age_hva: hvaWords('asks for the accessed bit of host page'),
  kvm_set_spte_hva: hvaWords('replaces (KSM, copy-on-write) host page'),
  kvm_age_page: ({ fields }) => ({
    summary: `asks for and clears the accessed bit of gfn ${hexField(fields, 'gfn')}: ${isSet(fields, 'referenced') ? 'young' : 'old'}`,
  }),
  kvm_try_async_get_page: asyncFaultWords('host page not resident, fetched asynchronously:'),
  kvm_async_pf_repeated_fault: asyncFaultWords('fault on a page that is being fetched already:'),
  kvm_async_pf_doublefault: asyncFaultWords('fault on a page that is being fetched already:'),
  kvm_async_pf_not_present: tokenWords('guest is told that a page is missing'),
  kvm_async_pf_ready: tokenWords('guest is told that a page is ready'),
  kvm_async_pf_completed: ({ fields }) => ({
    summary: `host page has arrived, gva ${hexField(fields, 'gva')}, hva ${hexField(fields, 'address')}`,
  }),
  kvm_pml_full: ({ fields }) => ({
    summary: `vcpu ${decimalField(fields, 'vcpu_id')} page-modification log full: dirty logging is active`,
  }),
  kvm_dirty_ring_push: dirtyPushWords,
  kvm_dirty_ring_reset: ({ fields }) => ({
    summary: `dirty ring ${decimalField(fields, 'index')} harvested, its pages are protected again`,
  }),
  kvm_dirty_ring_exit: ({ fields }) => ({
    summary: `vcpu ${decimalField(fields, 'vcpu_id')} must leave: its dirty ring is full`,
  }),
};

function mmioWords({ fields }: DescribedEvent): Words {
  const type = numberOf(fields, 'type');
  const access = (type === undefined ? undefined : mmioTypeName(type)) ?? 'access of unknown type';
  const bytes = numberOf(fields, 'len') === 1 ? '1 byte' : `${decimalField(fields, 'len')} bytes`;
  // The value of an unsatisfied read is not there yet.
  const value = type === 0 ? '' : ` = ${hexField(fields, 'val')}`;
  return {
    summary: `MMIO ${access} gpa ${hexField(fields, 'gpa')}${value}, ${bytes}`,
    sentences: [
      type === 0
        ? 'User space answers this read: a second kvm_mmio with the value follows after the return.'
        : undefined,
    ],
    meanings: { type: access },
  };
}

/** Host virtual addresses; which guest pages they are is not in any event (F.4). */
const notifierNote =
  'The address is one of the VMM process (HVA). The thread is the one that changes the mapping.';

function rangeWords(deed: string): Describer {
  return ({ fields }) => ({
    summary: `${deed} ${hexField(fields, 'start')} to ${hexField(fields, 'end')}`,
    sentences: [notifierNote],
  });
}

function hvaWords(deed: string): Describer {
  return ({ fields }) => ({
    summary: `${deed} ${hexField(fields, 'hva')}`,
    sentences: [notifierNote],
  });
}

function asyncFaultWords(deed: string): Describer {
  return ({ fields }) => ({
    summary: `${deed} gva ${hexField(fields, 'gva')}, gfn ${hexField(fields, 'gfn')}`,
  });
}

function tokenWords(deed: string): Describer {
  return ({ fields }) => ({
    summary: `${deed}: gva ${hexField(fields, 'gva')}, token ${hexField(fields, 'token')}`,
  });
}

function dirtyPushWords({ fields }: DescribedEvent): Words {
  return {
    summary: `vcpu index ${decimalField(fields, 'index')} dirties page ${hexField(fields, 'offset')} of memslot ${decimalField(fields, 'slot')}`,
    sentences: ['The page is counted from the start of the memslot, whose place is not recorded.'],
    meanings: { index: 'index of the vCPU, not its id', offset: 'gfn within the memslot' },
  };
}
