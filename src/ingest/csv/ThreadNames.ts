import { lowerBound } from '../../base/bisect';
import { cellText, keptCell } from './cellText';

/** More changes than the threads of any host make; a column that is no name makes one a row. */
const MOST_NAMES = 1 << 17;

interface Names {
  readonly fromNs: number[];
  /** As the table holds them. */
  readonly cells: string[];
  readonly names: string[];
}

/** Names of threads over time, as the rows of a table tell them. */
export class ThreadNames {
  private readonly byTid = new Map<number, Names>();
  private count = 0;

  /** `cell`: as the table holds it. */
  add(tid: number, timeNs: number, cell: string): void {
    const known = this.byTid.get(tid);
    if (known?.cells.at(-1) === cell || this.count === MOST_NAMES) return;
    this.count++;
    const kept = keptCell(cell);
    const name = cellText(kept);
    if (known === undefined)
      this.byTid.set(tid, { fromNs: [timeNs], cells: [kept], names: [name] });
    else if (timeNs >= known.fromNs.at(-1)!) {
      known.fromNs.push(timeNs);
      known.cells.push(kept);
      known.names.push(name);
    }
  }

  /** The name at a time, the first one for what came before; undefined when no row tells. */
  at(tid: number, timeNs: number): string | undefined {
    const known = this.byTid.get(tid);
    if (known === undefined) return undefined;
    return known.names[Math.max(0, lowerBound(known.fromNs, timeNs + 1) - 1)];
  }
}
