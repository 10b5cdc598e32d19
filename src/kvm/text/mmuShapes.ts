import { printed, printedInPart } from './printedEvent';
import type { PrintedEvents } from './printedEvent';

/** libtraceevent cannot parse the kernel's print format of these, so their raw numbers are decimal. */
const PAGE_FIELDS = 'mmu_valid_gen:u8 gfn:u64 role:u32 root_count:u32 unsync:u8';
const PAGE_ENDS = 'root {root_count} {unsync?unsync|sync}';
const PAGE = printedInPart(
  PAGE_FIELDS,
  'level:u32',
  `sp gen {mmu_valid_gen} gfn {gfn:x} l{level} {~} ${PAGE_ENDS}`,
  `sp gfn {gfn:x} {~} ${PAGE_ENDS}`,
  `{level} q{~} ${PAGE_ENDS}`,
);
const RIGHTS = '({r?r|-}{w?w|-}{x?x|-}';
const ERROR_CODE = printed('pferr:x32', 'pferr {pferr}« {~}»');
const GUEST_ENTRY = printed('gpa:x64', 'gpa {gpa}');
const ZAP_ALL = 'kvm-mmu-valid-gen {mmu_valid_gen} used_pages {mmu_used_pages}';

/** KVM's own page tables: domain reference A.3; arch/x86/kvm/mmu/mmutrace.h. */
export const mmuShapes: PrintedEvents = {
  // The number of the outcome differs from kernel to kernel, so it cannot be told from its words.
  fast_page_fault: {
    fields: 'vcpu_id:s32 cr2_or_gpa:x64 error_code:u64 sptep:ptr old_spte:X64 new_spte:x64 ret:s32',
    printed: 'spurious:u8 fixed:u8',
    shapes: [
      'vcpu {vcpu_id} gva {cr2_or_gpa} error_code {error_code@@faultFlags} sptep {sptep} old {old_spte} new {new_spte} spurious {spurious} fixed {fixed}',
    ],
  },
  kvm_mmu_spte_requested: printed('gfn:x64 pfn:x64 level:u8', 'gfn {gfn} pfn {pfn} level {level}'),
  kvm_mmu_set_spte: {
    fields: 'gfn:x64 spte:x64 sptep:x64 level:u8 r:u8 x:u8 u:s8',
    printed: 'w:u8',
    shapes: [`${RIGHTS}{u?u|-})`, `${RIGHTS}){u=-1}`].map(
      (rights) => `gfn {gfn} spte {spte} ${rights} level {level} at {sptep}`,
    ),
  },
  kvm_tdp_mmu_spte_changed: printed(
    'gfn:x64 old_spte:x64 new_spte:x64 level:u8 as_id:u8',
    'as id {as_id} gfn {gfn} level {level} old_spte {old_spte} new_spte {new_spte}',
  ),
  mark_mmio_spte: printed(
    'sptep:ptr gfn:x64 access:x32 gen:x32',
    'sptep:{sptep} gfn {gfn} access {access}« gen {gen}»',
  ),
  handle_mmio_page_fault: printed(
    'addr:x64 gfn:x64 access:x32',
    'addr:{addr} gfn {gfn} access {access}',
  ),
  check_mmio_spte: printed(
    'kvm_gen:x32 spte_gen:x32 spte:x64',
    'spte {spte} kvm_gen {kvm_gen} spte-gen {spte_gen} valid {~}',
  ),
  kvm_mmu_split_huge_page: printed(
    'gfn:x64 spte:x64 level:s32 errno:s32',
    'gfn {gfn} spte {spte} level {level} errno {errno}',
  ),
  kvm_mmu_zap_all_fast: printed('mmu_valid_gen:u8 mmu_used_pages:x32', ZAP_ALL),
  kvm_mmu_invalidate_zap_all_pages: printed('mmu_valid_gen:X64 mmu_used_pages:x32', ZAP_ALL),
  kvm_mmu_get_page: printedInPart(
    `${PAGE_FIELDS} created:u8`,
    'level:u32',
    `sp gen {mmu_valid_gen} gfn {gfn:x} l{level} {~} ${PAGE_ENDS} {created?new|existing}`,
    `sp gfn {gfn:x} {~} ${PAGE_ENDS} {created?new|existing}`,
    `{created?new|existing} sp gfn {gfn:x} {level} q{~} ${PAGE_ENDS}`,
  ),
  kvm_mmu_prepare_zap_page: PAGE,
  kvm_mmu_sync_page: PAGE,
  kvm_mmu_unsync_page: PAGE,
  kvm_mmu_pagetable_walk: printed('addr:x64 pferr:x32', 'addr {addr} pferr {pferr}« {~}»'),
  kvm_mmu_walker_error: ERROR_CODE,
  kvm_mmu_paging_element: printed('pte:x64 level:u32', 'pte {pte} level {level}'),
  kvm_mmu_set_accessed_bit: GUEST_ENTRY,
  kvm_mmu_set_dirty_bit: GUEST_ENTRY,
};
