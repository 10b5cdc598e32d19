import { FaultAction } from '../../analyses/faults/faultActions';
import type { FindingContext } from '../findings/Finder';
import type { ConflictParameters } from './ConflictParameters';
import { counted, grouped } from '../findings/phrases';

/** Stores that one exit for a full PML buffer stands for (Intel SDM: 512 entries). */
const PML_ENTRIES = 512;

/** What a recording lacks to tell of pages, and what can then not be told (J). */
export interface MissingForPages {
  readonly event: string;
  readonly affects: readonly string[];
}

const uses: readonly (readonly [FaultAction, string, readonly string[]])[] = [
  [FaultAction.Exit, 'kvm_exit', ['page faults at all']],
  [FaultAction.Fault, 'kvm_page_fault', ['addresses of EPT violations']],
  [FaultAction.Entry, 'kvm_entry', ['page faults at all: it ends them']],
  [FaultAction.Fast, 'fast_page_fault', ['dirty logging', 'access tracking']],
  [FaultAction.Map, 'kvm_mmu_set_spte', ['which pages were mapped before']],
  [FaultAction.Change, 'kvm_tdp_mmu_spte_changed', ['who protects or unmaps pages']],
  [FaultAction.Unmap, 'kvm_unmap_hva_range', ['copies on write', 'userfaultfd']],
  [FaultAction.Waking, 'sched_waking', ['which stores woke a vCPU']],
];

/** Events of which a recording holds none, though it holds page faults or could. */
export function missingForPages({ faults }: Pick<FindingContext, 'faults'>): MissingForPages[] {
  return uses.flatMap(([action, event, affects]) =>
    faults.seen[action] === 0 ? [{ event, affects }] : [],
  );
}

/** What a reader of the pages must know, one sentence each. */
export function pageNotes(
  { faults, words }: Pick<FindingContext, 'faults' | 'words'>,
  { lineBytes, wantedLineBytes }: ConflictParameters,
): string[] {
  const { pmlFull, ringPushes, loggedStores, firstNs, lastNs } = faults.dirtyLogging;
  const notes: string[] = [];
  if (pmlFull > 0) {
    notes.push(
      `The processor logged stores by itself (PML): ${counted(pmlFull, 'full buffer')}, so at least ${grouped(pmlFull * PML_ENTRIES)} first stores into pages left no fault. Conflicts on these pages cannot be seen.`,
    );
  }
  if (ringPushes > 0 || loggedStores > 0) {
    notes.push(
      `Dirty pages were logged for ${words.duration(lastNs - firstNs)} (live migration does so): ${counted(loggedStores, 'store')} faulted only to be logged. Each harvest protects every page anew: this is no sharing.`,
    );
  }
  if (faults.lanes.some((lane) => lane.faults.some((count) => count > 0))) {
    notes.push(
      'Only a store into a page whose entry forbids it leaves a fault. While the page is writable, or the processor logs dirty pages itself (PML), stores are not seen.',
    );
  }
  if (faults.virtualFaults > 0) {
    notes.push(
      `${counted(faults.virtualFaults, 'fault')} of shadow paging (without EPT or NPT) tell a guest-virtual address, and no kvm_mmio or mapping tells their pages: they are counted by cause and not by page, and conflicts on these pages cannot be seen.`,
    );
  }
  if (lineBytes !== wantedLineBytes) {
    notes.push(
      `Lines of ${grouped(wantedLineBytes)} bytes were asked for, lines of ${grouped(lineBytes)} are judged by: powers of two from 64 bytes to a page.`,
    );
  }
  const { leftOut } = faults.table;
  if (leftOut > 0) {
    notes.push(
      `${counted(leftOut, 'fault')} beyond those kept one by one are counted, but not listed.`,
    );
  }
  const { total } = faults.sums.forgotten;
  if (total > 0) {
    notes.push(
      `${counted(total, 'fault')} on pages that faulted once, long before others, are counted by cause and not by page.`,
    );
  }
  const { unplaced } = faults.kicks;
  if (unplaced > 0) {
    notes.push(
      `${counted(unplaced, 'flush kick')} came with changes of pages that are not told: they are charged to no page.`,
    );
  }
  return notes;
}
