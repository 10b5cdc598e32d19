import type { Downgrade } from '../../analyses/faults/Downgrades';
import type { FaultReason } from '../../analyses/faults/faultCause';

/** What tells a fault's cause, or why it cannot be told. */
export const reasonWords: Readonly<Record<FaultReason, string>> = {
  'user-refused': 'KVM_RUN failed with EFAULT: user space protects the page',
  'user-completed': 'user space had to do the store itself: the memory slot is read-only',
  'handler-unmapped':
    'the thread slept until one that it woke had unmapped the page, as a userfaultfd handler does',
  'handler-woken': 'the thread woke another one and slept, as with userfaultfd',
  'own-unmap': 'the thread unmapped the page itself: it broke a copy on write',
  'dirty-ring': 'kvm_dirty_ring_push: the store was logged as a dirty page',
  'fixed-by-dirty-log':
    'only the entry had to be made writable again, as where dirty pages are logged',
  'split-to-small': 'a large page was split: the store was let through to 4 KiB of it',
  emulated: 'KVM did the store itself: it watches the page, as a page table of the guest',
  'write-protected': 'the entry forbade the store, and no event tells why',
  async: 'the host fetched the page meanwhile: async page fault',
  mmio: 'no memory is there: a device was accessed',
  'fetch-refused': 'the entry forbade to execute',
  'unmapped-by': 'the page had been mapped, and was seen to be unmapped',
  'mapped-before': 'the page had been mapped; who unmapped it is not in the recording',
  first: 'the first fault on the page in this recording',
  early:
    'the first fault on the page, but the recording had only begun: it may have been mapped before',
  'access-tracked':
    'the entry only had to be made usable again: the host looks which pages are used',
  spurious: 'another vCPU’s fault had let the access through meanwhile',
  nested: 'the exit went to a hypervisor inside the guest',
  'no-address': 'kvm_page_fault is not in the recording, so the page is not known',
  'nothing-seen': 'no event tells',
  'virtual-address':
    'shadow paging: the address is a guest-virtual one, and no event tells the page',
  'first-or-zapped':
    'the first fault on the page in this recording; pages were unmapped together before, and it may have been one of them',
  'mapping-untold':
    'kvm_mmu_set_spte is not in the recording: whether the page had been mapped before is not told',
};

export const downgradeWords: Readonly<Record<Downgrade, string>> = {
  'write-protected': 'write-protected it',
  unmapped: 'unmapped it',
  'memslot-change': 'changed the memory slots',
};
