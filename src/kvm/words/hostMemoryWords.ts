import { decimalField, groupedField, hexField, numberOf } from '../fieldValues';
import { describeErrno } from '../errnoNames';
import { migrateReasonName } from '../migrateReasons';
import type { DescribedEvent, Describer, Describers, Words } from './words';

/** System `ksm`. Which address was merged is not in the events (A.4). */
export const ksmWords: Describers = {
  ksm_start_scan: ({ fields }) => ({
    summary: `KSM scan ${decimalField(fields, 'seq')} begins, ${groupedField(fields, 'rmap_entries')} entries`,
  }),
  ksm_stop_scan: ({ fields }) => ({
    summary: `KSM scan ${decimalField(fields, 'seq')} ends, ${groupedField(fields, 'rmap_entries')} entries`,
  }),
  ksm_merge_one_page: mergeWords,
  ksm_merge_with_ksm_page: mergeWords,
  ksm_remove_ksm_page: ({ fields }) => ({
    summary: `KSM page pfn ${hexField(fields, 'pfn')} dropped`,
  }),
  ksm_remove_rmap_item: ({ fields }) => ({
    summary: `KSM no longer tracks a mapping of pfn ${hexField(fields, 'pfn')}`,
  }),
};

function mergeWords({ fields }: DescribedEvent): Words {
  const errno = numberOf(fields, 'err') ?? 0;
  const result = errno === 0 ? 'merged' : `not merged, ${describeErrno(errno)}`;
  return {
    summary: `KSM page pfn ${hexField(fields, 'pfn')} ${result}`,
    meanings: { err: result },
  };
}

/** System `migrate`. */
export const migrateWords: Describers = {
  mm_migrate_pages: (event) => ({
    summary: `pages migrated: ${groupedField(event.fields, 'succeeded')} done, ${groupedField(event.fields, 'failed')} failed, because of ${reasonOf(event)}`,
    meanings: { reason: reasonOf(event) },
  }),
  mm_migrate_pages_start: (event) => ({
    summary: `page migration begins, because of ${reasonOf(event)}`,
    meanings: { reason: reasonOf(event) },
  }),
  set_migration_pte: migrationEntryWords('host page taken away for migration'),
  remove_migration_pte: migrationEntryWords('host page back after migration'),
};

function reasonOf({ fields }: DescribedEvent): string {
  const reason = numberOf(fields, 'reason');
  if (reason === undefined) return 'an unknown reason';
  return `${migrateReasonName(reason) ?? 'unnamed'} (${reason})`;
}

function migrationEntryWords(deed: string): Describer {
  return ({ fields }) => ({ summary: `${deed}, hva ${hexField(fields, 'addr')}` });
}

/** System `huge_memory`. The statuses are the kernel's numbers, which the print format names. */
export const hugeMemoryWords: Describers = {
  mm_collapse_huge_page: ({ fields }) => ({
    summary: `khugepaged collapses a huge page, isolated ${decimalField(fields, 'isolated')}, status ${decimalField(fields, 'status')}`,
  }),
  mm_khugepaged_scan_pmd: ({ fields }) => ({
    summary: `khugepaged scans pfn ${hexField(fields, 'pfn')}, status ${decimalField(fields, 'status')}`,
  }),
  mm_khugepaged_scan_file: ({ fields }) => ({
    summary: `khugepaged scans file page pfn ${hexField(fields, 'pfn')}, result ${decimalField(fields, 'result')}`,
  }),
  mm_khugepaged_collapse_file: ({ fields }) => ({
    summary: `khugepaged collapses file pages at ${hexField(fields, 'addr')}, result ${decimalField(fields, 'result')}`,
  }),
};

/** System `exceptions`: faults of the host itself, mostly of the VMM. */
export const hostFaultWords: Describers = {
  page_fault_user: hostPageFaultWords('user code'),
  page_fault_kernel: hostPageFaultWords('kernel'),
};

function hostPageFaultWords(who: string): Describer {
  return ({ fields }) => ({
    summary: `page fault of the host's ${who} at ${hexField(fields, 'address')}, error code ${hexField(fields, 'error_code')}`,
  });
}
