import { describeErrno } from '../errnoNames';
import { fastPageFaultOutcomes, fastPageFaultReturnName } from '../fastPageFault';
import {
  decimalField,
  groupedField,
  hexField,
  isSet,
  numberOf,
  unsignedOf,
  wordOf,
} from '../fieldValues';
import { describePageFaultErrorCode, summarizePageFaultErrorCode } from '../pageFaultErrorCode';
import type { RecordedCondition } from '../recordedConditions';
import { describeSpte, describeSpteChange, levelName } from '../spte';
import type { DescribedEvent, Describer, Describers, Words } from './words';

/** KVM's own page tables, system `kvmmmu`. Source: domain reference A.3. */
export const mmuWords: Describers = {
  fast_page_fault: fastPageFaultWords,
  kvm_mmu_spte_requested: ({ fields }) => ({
    summary: `is about to map gfn ${hexField(fields, 'gfn')} to pfn ${hexField(fields, 'pfn')}, ${pageSize(fields)}`,
    meanings: { level: pageSize(fields) },
  }),
  kvm_mmu_set_spte: setSpteWords,
  kvm_tdp_mmu_spte_changed: tdpChangeWords,
  mark_mmio_spte: ({ fields }) => ({
    summary: `marks gfn ${hexField(fields, 'gfn')} as MMIO`,
    sentences: ['Later accesses exit at once, without a page fault.'],
  }),
  handle_mmio_page_fault: ({ fields }) => ({
    summary: `MMIO entry hit at ${hexField(fields, 'addr')}, gfn ${hexField(fields, 'gfn')}`,
  }),
  check_mmio_spte: checkMmioWords,
  kvm_mmu_split_huge_page: splitWords,
  kvm_mmu_zap_all_fast: zapAllWords,
  kvm_mmu_invalidate_zap_all_pages: zapAllWords,
  kvm_mmu_get_page: pageTableWords((fields) =>
    isSet(fields, 'created') ? 'new page table' : 'existing page table',
  ),
  kvm_mmu_prepare_zap_page: pageTableWords(() => 'drops page table'),
  kvm_mmu_sync_page: pageTableWords(() => 'synchronises page table'),
  kvm_mmu_unsync_page: pageTableWords(() => 'lets the guest write page table'),
  kvm_mmu_pagetable_walk: ({ fields }) => ({
    summary: `walks the guest's page tables for ${hexField(fields, 'addr')}, access ${hexField(fields, 'pferr')}`,
  }),
  kvm_mmu_paging_element: ({ fields }) => ({
    summary: `guest page-table entry ${hexField(fields, 'pte')}, level ${decimalField(fields, 'level')}`,
  }),
};

type Fields = DescribedEvent['fields'];

function pageSize(fields: Fields): string {
  const level = numberOf(fields, 'level');
  return level === undefined ? 'size unknown' : levelName(level);
}

/** `error_code` is KVM's own encoding here, on VMX too. */
function fastPageFaultWords({ fields, conditions }: DescribedEvent): Words {
  const errorCode = unsignedOf(fields, 'error_code') ?? 0n;
  const address = fields.has('gva') ? 'gva' : 'cr2_or_gpa';
  const outcome = fastPageFaultOutcome(fields, conditions ?? []);
  const change = describeSpteChange(
    unsignedOf(fields, 'old_spte') ?? 0n,
    unsignedOf(fields, 'new_spte') ?? 0n,
  );
  return {
    summary: `vcpu ${decimalField(fields, 'vcpu_id')} ${summarizePageFaultErrorCode(errorCode, 'fast-page-fault')} at ${hexField(fields, address)}: ${outcome.words}`,
    sentences: [
      `Lock-less repair after a fault: ${describePageFaultErrorCode(errorCode, 'fast-page-fault')}. Outcome: ${outcome.words}.`,
      `The entry: ${change}.`,
    ],
    meanings: {
      error_code: describePageFaultErrorCode(errorCode, 'fast-page-fault'),
      ret: outcome.name,
      old_spte: describeSpte(unsignedOf(fields, 'old_spte') ?? 0n),
      new_spte: describeSpte(unsignedOf(fields, 'new_spte') ?? 0n),
    },
  };
}

interface OutcomeWords {
  readonly words: string;
  readonly name: string | undefined;
}

function fastPageFaultOutcome(
  fields: Fields,
  conditions: readonly RecordedCondition[],
): OutcomeWords {
  const ret = numberOf(fields, 'ret');
  if (ret === undefined) {
    const retry = isSet(fields, 'retry');
    return {
      words: retry ? 'fixed or spurious' : 'not fixed, the slow path follows',
      name: undefined,
    };
  }
  const outcomes = fastPageFaultOutcomes(conditions);
  if (outcomes === undefined) {
    return {
      words: `unknown (ret ${ret}, whose meaning the recording does not tell)`,
      name: undefined,
    };
  }
  const outcome = outcomes.get(ret);
  const name = fastPageFaultReturnName(ret, outcomes);
  if (outcome === 'fixed') return { words: 'fixed', name };
  if (outcome === 'spurious') return { words: 'spurious, fixed by somebody else before', name };
  return { words: `not fixed (${name ?? ret}), the slow path follows`, name };
}

function setSpteWords({ fields }: DescribedEvent): Words {
  const spte = unsignedOf(fields, 'spte') ?? 0n;
  const rights = [
    isSet(fields, 'r') ? 'r' : '-',
    (spte & 2n) === 0n ? '-' : 'w',
    isSet(fields, 'x') ? 'x' : '-',
  ].join('');
  return {
    summary: `maps gfn ${hexField(fields, 'gfn')} ${rights}, ${pageSize(fields)}: ${describeSpte(spte)}`,
    meanings: { level: pageSize(fields), spte: describeSpte(spte) },
  };
}

function tdpChangeWords({ fields }: DescribedEvent): Words {
  const before = unsignedOf(fields, 'old_spte') ?? 0n;
  const after = unsignedOf(fields, 'new_spte') ?? 0n;
  return {
    summary: `gfn ${hexField(fields, 'gfn')} ${pageSize(fields)} ${describeSpteChange(before, after)}`,
    sentences: ['The thread tells who did it.'],
    meanings: {
      level: pageSize(fields),
      old_spte: describeSpte(before),
      new_spte: describeSpte(after),
      as_id: isSet(fields, 'as_id') ? 'system-management mode' : 'normal address space',
    },
  };
}

function checkMmioWords({ fields }: DescribedEvent): Words {
  const isCurrent = wordOf(fields, 'kvm_gen') === wordOf(fields, 'spte_gen');
  return {
    summary: isCurrent
      ? 'MMIO entry is current'
      : 'MMIO entry is from before a memslot change: it faults again',
  };
}

function splitWords({ fields }: DescribedEvent): Words {
  const errno = numberOf(fields, 'errno') ?? 0;
  const failed = errno < 0 ? `, failed with ${describeErrno(errno)}` : '';
  return {
    summary: `splits huge page at gfn ${hexField(fields, 'gfn')} (${pageSize(fields)}) for dirty logging${failed}`,
  };
}

function zapAllWords({ fields }: DescribedEvent): Words {
  return {
    summary: `drops all mappings (${groupedField(fields, 'mmu_used_pages')} page tables in use): a memslot was deleted or moved`,
    sentences: ['Everything the guest touches faults once more.'],
  };
}

/** The level is the lowest 4 bits of the role in all kernels; the rest of it moves. */
function pageTableWords(deed: (fields: Fields) => string): Describer {
  return ({ fields }) => {
    const role = wordOf(fields, 'role');
    const level = role === undefined ? 'unknown' : (role & 0xf).toString();
    return { summary: `${deed(fields)} of level ${level} for gfn ${hexField(fields, 'gfn')}` };
  };
}
