/** Why pages were migrated (`mm_migrate_pages.reason`). Source: domain reference A.4; include/linux/migrate_mode.h. */
export function migrateReasonName(reason: number): string | undefined {
  return names[reason];
}

const names: readonly string[] = [
  'compaction',
  'memory_failure',
  'memory_hotplug',
  'syscall_or_cpuset',
  'mempolicy_mbind',
  'numa_misplaced',
  'contig_range',
  'longterm_pin',
  'demotion',
  'damon',
];
