import { LruMap } from '../../base/LruMap';
import { DebugSections } from './DebugSections';
import type { DwarfSections } from './DwarfSections';
import { functionName } from './functionName';
import type { CallSite } from './FunctionTree';
import { lineAt, runLineProgram } from './lineProgram';
import type { LineProgram } from './lineProgram';
import { sourcePath } from './sourcePath';
import { visitOrigins } from './visitOrigins';
import type { OriginsFrom } from './visitOrigins';
import { readUnit } from './Unit';
import type { Unit } from './Unit';
import { readUnitHeader } from './UnitHeader';
import { UnitFunctions } from './UnitFunctions';
import { buildUnitIndex } from './UnitIndex';
import type { UnitIndex } from './UnitIndex';

/** Lines and functions of units that were asked for last: a kernel's take 10 KB, the largest 120, and all 29 MB. */
const KEPT_BYTES = 32 * 2 ** 20;
/** First entries of units, some 300 bytes each: names and ranges of one unit lead to all others. */
const KEPT_UNITS = 4096;
/** Ranges of functions that are read for one answer: the largest units of a kernel have 20,000. */
const MOST_STEPS = 1 << 22;

/** One function that the code at an address is of, and where in it. */
export interface DwarfFrame {
  /** Undefined: the debug information names no function here. */
  readonly function: string | undefined;
  readonly file: string | undefined;
  /** Undefined: made by the compiler for no line. */
  readonly line: number | undefined;
  readonly column: number | undefined;
}

/** Where a source defines something. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
}

/** The debug information of an image: read where it is asked for, kept as long as it is likely to be again. */
export class DwarfFile {
  private readonly debug: DebugSections;
  private building: Generator<undefined, UnitIndex>;
  private built: UnitIndex | undefined;
  private readonly units = new LruMap<number, Unit | undefined>(KEPT_UNITS);
  private readonly contents = new LruMap<number, UnitContents>(KEPT_BYTES);
  /** Lines of a unit whose functions are to be read next. */
  private read: { readonly offset: number; readonly program: LineProgram | undefined } | undefined;

  /** Throws a `FormatError` when there is no `.debug_info`. */
  constructor(sections: DwarfSections) {
    this.debug = new DebugSections(sections);
    this.building = buildUnitIndex(this.debug);
  }

  /**
   * Reads a part of what answers about an address need: the first entry of one more unit, or of the
   * unit there its lines or its functions, which take some 10 ms each where it is large. False once
   * nothing of it lacks. Throws as `frames` does.
   */
  prepare(address: number): boolean {
    if (this.prepareIndex()) return true;
    this.debug.allowSteps(MOST_STEPS);
    // Mostly the only one.
    const [offset] = this.index.at(address);
    const unit = offset === undefined ? undefined : this.unitAt(offset);
    if (unit === undefined || this.contents.get(unit.offset) !== undefined) return false;
    if (this.read?.offset === unit.offset) this.contentsOf(unit);
    else this.read = { offset: unit.offset, program: this.programOf(unit) };
    return true;
  }

  get unitCount(): number {
    return this.index.offsets.length;
  }

  /** Undefined: they are not known yet. */
  get troubles(): UnitIndex['troubles'] | undefined {
    return this.built?.troubles;
  }

  private get index(): UnitIndex {
    while (this.built === undefined) this.prepareIndex();
    return this.built;
  }

  /**
   * Reads the first entry of one more unit; false once all are read, which the first answer needs: a
   * kernel's take most of a second.
   */
  private prepareIndex(): boolean {
    if (this.built !== undefined) return false;
    try {
      const step = this.building.next();
      if (step.done === true) this.built = step.value;
    } catch (error) {
      // What threw has ended, and would never say that it is done.
      this.building = buildUnitIndex(this.debug);
      throw error;
    }
    return this.built === undefined;
  }

  /**
   * The functions that the code at a link-time address is of, the innermost inlined one first, each
   * with its current line. Empty: no unit has this address. Throws a `FormatError` where a unit is
   * damaged.
   */
  frames(address: number): DwarfFrame[] {
    this.debug.allowSteps(MOST_STEPS);
    for (const offset of this.index.at(address)) {
      const frames = this.framesIn(offset, address);
      if (frames.length > 0) return frames;
    }
    return [];
  }

  /**
   * Where the source defines the function that the code at a link-time address is of, whatever is
   * inlined there. Its first instruction may be of a line below that. Undefined: it is not told, as
   * of assembly. Throws as `frames` does.
   */
  definition(address: number): SourcePlace | undefined {
    this.debug.allowSteps(MOST_STEPS);
    for (const offset of this.index.at(address)) {
      const unit = this.unitAt(offset);
      const functions = unit && this.contentsOf(unit).functions;
      const outermost = functions?.chainAt(address).at(-1);
      if (outermost !== undefined) return this.definitionOf(functions!.entryOf(outermost));
    }
    return undefined;
  }

  private definitionOf(entryOffset: number): SourcePlace | undefined {
    const { declFile, declLine } = this.debug.entry;
    let place: SourcePlace | undefined;
    visitOrigins(this.origins, entryOffset, (unit) => {
      if (declFile.form === 0 || declLine.form === 0) return false;
      const [number, line] = [declFile.value, declLine.value];
      const { program } = this.contentsOf(unit);
      const file = program && sourcePath(this.debug, unit, program, number);
      if (file !== undefined && line > 0) place = { file, line };
      return true;
    });
    return place;
  }

  private get origins(): OriginsFrom {
    const { debug, index: units } = this;
    return { debug, units, unitAt: (offset) => this.unitAt(offset) };
  }

  private framesIn(offset: number, address: number): DwarfFrame[] {
    const unit = this.unitAt(offset);
    if (unit === undefined) return [];
    const contents = this.contentsOf(unit);
    const { program, functions } = contents;
    let place: CallSite | undefined = program && lineAt(this.debug, program, address);
    const { bytes } = functions;
    const chain = functions.chainAt(address);
    if (functions.bytes !== bytes) this.keep(unit, contents);
    if (chain.length === 0) return place ? [this.frame(unit, program, place, undefined)] : [];
    return chain.map((row) => {
      const name = this.nameOf(functions.entryOf(row));
      const frame = this.frame(unit, program, place, name);
      place = functions.callOf(row);
      return frame;
    });
  }

  private frame(
    unit: Unit,
    program: LineProgram | undefined,
    place: CallSite | undefined,
    name: string | undefined,
  ): DwarfFrame {
    return {
      function: name,
      file: place && program && sourcePath(this.debug, unit, program, place.file),
      line: numberOf(place?.line),
      column: numberOf(place?.column),
    };
  }

  private nameOf(entryOffset: number): string | undefined {
    return functionName(this.origins, entryOffset);
  }

  private unitAt(offset: number): Unit | undefined {
    const known = this.units.get(offset);
    if (known !== undefined) return known;
    const unit = readUnit(this.debug, readUnitHeader(this.debug.point, offset));
    this.units.set(offset, unit, 1);
    return unit;
  }

  private keep({ offset }: Unit, contents: UnitContents): void {
    const { program, functions } = contents;
    this.contents.set(offset, contents, functions.bytes + (program?.bytes ?? 0));
  }

  private programOf({ stmtList, widths }: Unit): LineProgram | undefined {
    return stmtList < 0 ? undefined : runLineProgram(this.debug, stmtList, widths.addressBytes);
  }

  private contentsOf(unit: Unit): UnitContents {
    const known = this.contents.get(unit.offset);
    if (known !== undefined) return known;
    const { read } = this;
    this.read = undefined;
    const program = read?.offset === unit.offset ? read.program : this.programOf(unit);
    const contents = { program, functions: new UnitFunctions(this.debug, unit) };
    this.keep(unit, contents);
    return contents;
  }
}

interface UnitContents {
  readonly program: LineProgram | undefined;
  readonly functions: UnitFunctions;
}

function numberOf(recorded: number | undefined): number | undefined {
  return recorded === 0 ? undefined : recorded;
}
