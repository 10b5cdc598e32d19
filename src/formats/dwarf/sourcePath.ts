import type { DebugSections } from './DebugSections';
import { formText } from './formText';
import { FILE_WORDS } from './LineHeader';
import type { LineProgram } from './lineProgram';
import type { Unit } from './Unit';

/**
 * Path of a file of a unit's line program, as the compiler saw it: joined with its directory and the
 * directory of compilation where those are needed. `..` stays: only the build's own tree knows what
 * it means. Undefined: the number names no file.
 */
export function sourcePath(
  debug: DebugSections,
  unit: Unit,
  { header, files }: LineProgram,
  file: number,
): string | undefined {
  // Version 5 counts from 0 and has the unit's own file there; before, 0 was no file.
  const firstNumber = header.version >= 5 ? 0 : 1;
  const name = textOf(files, file - firstNumber);
  if (name === undefined || isAbsolute(name)) return name;
  const number = files[(file - firstNumber) * FILE_WORDS + 2]!;
  const directory = textOf(header.directories, number - firstNumber);
  // Directory 0 is where the compiler ran; up to version 4 it is not in the table.
  const parts = [isAbsolute(directory ?? '') ? undefined : compDir(), directory, name];
  return parts.filter((part) => part !== undefined && part !== '').join('/');

  function textOf(table: readonly number[], index: number): string | undefined {
    const form = table[index * FILE_WORDS];
    if (form === undefined) return undefined;
    const value = table[index * FILE_WORDS + 1]!;
    return formText(debug, unit, { form, value }, '.debug_line');
  }

  function compDir(): string | undefined {
    return formText(debug, unit, unit.compDir, '.debug_info');
  }
}

/** Of a build on Unix, or on Windows. */
function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^([a-z]:)?[\\/]/i.test(path);
}
