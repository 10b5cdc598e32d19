import type { LineAccess, PageDetail } from '../../../src/protocol/pages';
import { counted } from '../../format/count';
import { hexText, vcpusText } from './pageTexts';
import { PAGE_BYTES } from './pageBytes';

/** One line of a page: who accesses it, and whom that wakes. */
export interface LineFacts {
  readonly line: number;
  /** Stores held up by the protection. */
  readonly stores: number;
  /** By vCPU, ascending. */
  readonly accesses: readonly LineAccess[];
  readonly isMonitored: boolean;
  /** vCPUs that stores to the line woke, ascending. */
  readonly wokenVcpus: readonly number[];
}

/** All lines of a page, in order of their addresses. */
export function lineFacts(
  { lines, row, wakes }: PageDetail,
  lineBytes: number,
): readonly LineFacts[] {
  return Array.from({ length: PAGE_BYTES / lineBytes }, (_, line) => {
    const accesses = lines.filter((of) => of.line === line).sort((a, b) => a.vcpu - b.vcpu);
    const woken = new Set(wakes.filter((wake) => wake.line === line).map(({ waiter }) => waiter));
    // Their idle periods may not be told apart; the only waiter of the page it must have been.
    if (accesses.some(({ waking }) => waking > 0) && row.sharing?.waiters.length === 1) {
      woken.add(row.sharing.waiters[0]!);
    }
    return {
      line,
      accesses,
      stores: accesses.reduce((sum, { stores }) => sum + stores, 0),
      isMonitored: row.sharing?.monitoredLines.includes(line) === true,
      wokenVcpus: [...woken].sort((a, b) => a - b),
    };
  });
}

/** The same in words: `Line 3 (0xc0 to 0xff): vCPU 2: 420 stores, 12 woke; …`. */
export function lineText(facts: LineFacts, lineBytes: number): string {
  const { line, accesses, isMonitored, wokenVcpus } = facts;
  const from = line * lineBytes;
  const parts = accesses.map(({ vcpu, stores, waking, others }) => {
    const told = [
      ...(stores > 0 ? [counted(stores, 'store')] : []),
      ...(waking > 0 ? [`${waking} of them woke`] : []),
      ...(others > 0 ? [counted(others, 'other fault')] : []),
    ];
    return `vCPU ${vcpu}: ${told.join(', ')}`;
  });
  const notes = [
    ...(isMonitored ? ['monitored'] : []),
    ...(wokenVcpus.length > 0 ? [`wakes ${vcpusText(wokenVcpus)}`] : []),
  ];
  const told = [...(parts.length === 0 ? ['no faults'] : parts), ...notes];
  return `Line ${line} (${hexText(from)} to ${hexText(from + lineBytes - 1)}): ${told.join('; ')}`;
}
