import { CellNumber } from '../../formats/csv/CellNumber';
import { exitCodeOf } from '../../kvm/exitCodeOf';
import { isaFields } from '../../kvm/exitReasons';
import { cellText, keptCell } from './cellText';

/** Distinct cells that are looked up once; a column of reasons has some dozens. */
const MOST_KNOWN = 1024;

/** What a cell says of an exit's reason. */
export interface ExitReasonCell {
  readonly exitReason: number;
  /** `isa` of kvm_exit; undefined where the cell holds a number, and no cell names a reason. */
  readonly isa: number | undefined;
}

/** Reads the exit reasons of a table that names them. */
export class ExitReasonCells {
  private readonly known = new Map<string, ExitReasonCell | undefined>();
  private readonly number = new CellNumber();

  /** `isa`: of the reasons that the table names; undefined: it names none, or those of both. */
  constructor(private readonly isa?: number) {}

  /** undefined: the cell holds no reason of VMX or SVM, and no number. */
  read(cell: string): ExitReasonCell | undefined {
    const known = this.known.get(cell);
    if (known !== undefined || this.known.has(cell)) return known;
    const reason = this.reasonIn(cell);
    if (this.known.size < MOST_KNOWN) this.known.set(keptCell(cell), reason);
    return reason;
  }

  private reasonIn(cell: string): ExitReasonCell | undefined {
    if (this.number.read(cell) !== 'none') return { exitReason: this.number.low, isa: this.isa };
    const named = exitCodeOf(cellText(cell));
    if (named === undefined) return undefined;
    return { exitReason: named.code, isa: isaFields[named.isa] };
  }
}
