import { lowerBound } from '../../base/bisect';
import { GrowableFloats } from '../../base/GrowableFloats';

/** Of what has been read since. */
const READ = -1;

/** Children of functions that are not read yet, a column a field: a unit of a kernel has a thousand. */
export class UnreadChildren {
  private readonly rows = new GrowableFloats();
  private readonly froms = new GrowableFloats();
  private readonly tos = new GrowableFloats();

  get length(): number {
    return this.rows.length;
  }

  get bytes(): number {
    return this.length * 24;
  }

  /** `from`, `to`: where they and their function's sibling stand; `row`: the function's, not below those added before. */
  push(row: number, from: number, to: number): void {
    this.rows.push(row);
    this.froms.push(from);
    this.tos.push(to);
  }

  /** Index of the children of a function; -1: it had none. */
  indexOf(row: number): number {
    const rows = this.rows.view;
    const index = lowerBound(rows, row);
    return rows[index] === row ? index : -1;
  }

  at(index: number): { readonly row: number; readonly from: number; readonly to: number } {
    return {
      row: this.rows.view[index]!,
      from: this.froms.view[index]!,
      to: this.tos.view[index]!,
    };
  }

  isRead(index: number): boolean {
    return this.froms.view[index] === READ;
  }

  markRead(index: number): void {
    this.froms.view[index] = READ;
  }
}
