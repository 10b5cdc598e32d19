import type { Diagnostic } from '../formats/Diagnostic';
import { DwarfFile } from '../formats/dwarf/DwarfFile';
import type { SourcePlace } from '../formats/dwarf/DwarfFile';
import type { DwarfSections } from '../formats/dwarf/DwarfSections';
import { FormatError } from '../formats/FormatError';
import type { LineTable, SourceFrame } from './LineTable';

/**
 * Source lines of an image; undefined: it has no debug information. What cannot be read is among the
 * diagnostics, also where it is all of it.
 */
export function openDebugLines(sections: DwarfSections): LineTable | undefined {
  try {
    return sections.find('.debug_info') === undefined ? undefined : new DebugLines(sections);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return {
      frames: () => [],
      definition: () => undefined,
      prepare: () => false,
      diagnostics: [damage(error)],
    };
  }
}

const NONE_YET = { damaged: 0, firstDamage: undefined, unknownVersion: 0, split: 0 };

/** Source lines from an image's debug information. What cannot be read is told, and the rest is used. */
class DebugLines implements LineTable {
  private readonly dwarf: DwarfFile;
  /** By message: every address of a damaged unit meets the same damage. */
  private readonly damage = new Map<string, FormatError>();

  /** Throws a `FormatError` when the image has no debug information. */
  constructor(private readonly sections: DwarfSections) {
    this.dwarf = new DwarfFile(sections);
  }

  frames(address: number): readonly SourceFrame[] {
    return this.undamaged(() => this.dwarf.frames(address)) ?? [];
  }

  definition(address: number): SourcePlace | undefined {
    return this.undamaged(() => this.dwarf.definition(address));
  }

  prepare(address: number): boolean {
    return this.undamaged(() => this.dwarf.prepare(address)) ?? false;
  }

  private undamaged<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      this.damage.set(error.message, error);
      return undefined;
    }
  }

  get diagnostics(): readonly Diagnostic[] {
    const { damaged, firstDamage, unknownVersion, split } = this.dwarf.troubles ?? NONE_YET;
    const found: Diagnostic[] = [];
    if (firstDamage !== undefined) {
      const units = damaged === 1 ? 'One unit' : `${damaged} units`;
      found.push(
        warning(
          'damaged-debug-info',
          `${units} of the debug information cannot be read. The first: ${firstDamage.message}`,
          firstDamage.place.offset,
        ),
      );
    }
    found.push(...[...this.damage.values()].map(damage));
    if (unknownVersion > 0) {
      const message = `${unknownVersion} units of the debug information are of another version of DWARF than 2 to 5. Build with -gdwarf-5.`;
      found.push(warning('unknown-dwarf-version', message));
    }
    if (split > 0) {
      const message = `${split} units keep their functions in .dwo files (-gsplit-dwarf), which are not read: lines are known, inlined functions are not. Build without -gsplit-dwarf.`;
      found.push(warning('split-dwarf', message));
    }
    if (this.sections.find('.gnu_debugaltlink') !== undefined) {
      const message =
        'Parts of the debug information stand in another file (made by dwz -m), which is not read: some names of functions are missing. Give a debug file that dwz did not share.';
      found.push(warning('shared-debug-info', message));
    }
    return found;
  }
}

function damage({ message, place }: FormatError): Diagnostic {
  return warning('damaged-debug-info', message, place.offset);
}

function warning(code: string, message: string, offset: number | null = null): Diagnostic {
  return { severity: 'warning', code, message, offset };
}
