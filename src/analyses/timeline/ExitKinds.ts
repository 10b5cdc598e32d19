import { TWO_32 } from '../../base/twoTo32';
import { basicExitCode, EXIT_CLASSES, exitClass, isaOf } from '../../kvm/exitReasons';
import type { ExitClass, Isa } from '../../kvm/exitReasons';
import type { ExitColumns } from '../../vcpu/exitColumns';
import { ownExitClass } from '../../vcpu/exitColumns';

/** Codes that are found without a map: all that VMX and SVM define but for errors. */
const FEW_CODES = 0x800;
const ISA_RANGE = 4;
/** Kinds that are told apart: of damaged recordings, which name any code, the others go by their class alone. */
const MOST_KINDS = 200;

/** Exits of one reason and class. */
export interface ExitKind {
  readonly isa: Isa | undefined;
  /** Value of the `isa` field, for what it names beyond the two. */
  readonly isaField: number | undefined;
  /** Basic exit code; -1: several, of which there are too many. */
  readonly code: number;
  readonly exitClass: ExitClass;
  /** The same as an index in EXIT_CLASSES. */
  readonly classIndex: number;
}

type ExitReason = Pick<ExitKind, 'isa' | 'isaField' | 'code'>;

/** Numbers the kinds of exits of a trace in the order they are met. */
export class ExitKinds {
  readonly all: ExitKind[] = [];
  /** By ISA and code, for those whose code tells the class. */
  private readonly few = new Int16Array(ISA_RANGE * FEW_CODES).fill(-1);
  private readonly others = new Map<number, number>();

  /** Number of an exit's kind. `detail`: its row in the columns. */
  kindOf(columns: ExitColumns, detail: number): number {
    const isaField = columns.isa?.[detail];
    const isa = isaOf(isaField);
    const code = basicExitCode(isa, columns.reason[detail]!);
    const own = ownExitClass(isa, code, columns, detail);
    const isaPart = isaField !== undefined && isaField < ISA_RANGE - 1 ? isaField : ISA_RANGE - 1;
    if (own === undefined && code < FEW_CODES) {
      const slot = isaPart * FEW_CODES + code;
      const known = this.few[slot]!;
      if (known >= 0) return known;
      const added = this.number({ isa, isaField, code }, exitClass(isa, code));
      this.few[slot] = added;
      return added;
    }
    const of = own ?? exitClass(isa, code);
    const key = (EXIT_CLASSES.indexOf(of) * ISA_RANGE + isaPart) * TWO_32 + code;
    return this.numberBy(key, { isa, isaField, code }, of);
  }

  /** Whether two kinds are of one exit reason. */
  isSameReason(a: number, b: number): boolean {
    const { isaField, code, exitClass: of } = this.all[a]!;
    const other = this.all[b]!;
    if (isaField !== other.isaField || code !== other.code) return false;
    return code >= 0 || of === other.exitClass;
  }

  private numberBy(key: number, reason: ExitReason, of: ExitClass): number {
    const known = this.others.get(key);
    if (known !== undefined) return known;
    const added = this.number(reason, of);
    if (this.others.size < MOST_KINDS) this.others.set(key, added);
    return added;
  }

  private number(reason: ExitReason, of: ExitClass): number {
    const classIndex = EXIT_CLASSES.indexOf(of);
    if (this.all.length < MOST_KINDS) {
      return this.all.push({ ...reason, exitClass: of, classIndex }) - 1;
    }
    const known = this.all.findIndex(({ code, exitClass: its }) => code === -1 && its === of);
    if (known >= 0) return known;
    // There are fewer classes than numbers left.
    const several = { isa: undefined, isaField: undefined, code: -1 };
    return this.all.push({ ...several, exitClass: of, classIndex }) - 1;
  }
}
