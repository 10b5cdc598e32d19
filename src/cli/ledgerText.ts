import type { TimeWords } from '../queries/findings/phrases';
import type { LedgerRow } from '../queries/idle/ledgerRows';
import { textTable } from './textTable';

const names = ['guest', 'kernel', 'user', 'poll', 'blocked', 'waking', 'steal', 'stalled', '?'];
/** Above that, ms (or millions of cycles) no longer fit their columns. */
const MOST_FINE = 99_999e6;

/** Two tables, each within 100 columns: shares of a vCPU's time in %, and the times. */
export function ledgerText(rows: readonly LedgerRow[], { unit }: TimeWords): string {
  const most = Math.max(...rows.map(({ totalNs }) => totalNs));
  const isFine = most <= MOST_FINE;
  const scale = isFine ? 1e6 : 1e9;
  const scaled = unit === 'cycles' ? `${isFine ? '10⁶' : '10⁹'} cycles` : isFine ? 'ms' : 's';
  const table = (head: string, cell: (ns: number, totalNs: number) => string): string =>
    textTable(
      [head, 'thread', ...names],
      rows.map(({ vm, vcpu, tid, statesNs, totalNs }) => [
        `${vm}.${vcpu}`,
        tid === null ? '-' : String(tid),
        ...statesNs.map((ns) => cell(ns, totalNs)),
      ]),
      2,
    );
  const shares = table('%', (ns, totalNs) =>
    totalNs === 0 ? '-' : ((ns * 100) / totalNs).toFixed(1),
  );
  return `${shares}\n${table(scaled, (ns) => (ns / scale).toFixed(1))}`;
}
