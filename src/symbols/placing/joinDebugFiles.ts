import { baseName } from '../../base/baseName';
import { crc32 } from '../../formats/crc32';
import { debugLink } from '../../formats/elf/debugLink';
import type { ProgramFile, SymbolFile } from '../SymbolFile';

/**
 * Gives a separate debug file, which has the symbols, the code of the program it was split from: both
 * have one build id, or the program names it with its checksum (`.gnu_debuglink`).
 */
export function joinDebugFiles(files: readonly SymbolFile[]): readonly SymbolFile[] {
  const programs = files.filter((file): file is ProgramFile => file.is === 'program');
  return files.map((file) => {
    if (file.is !== 'program' || file.code !== undefined) return file;
    const split = programs.find((program) => isSplitFrom(file, program));
    return split === undefined ? file : { ...file, code: split.code };
  });
}

function isSplitFrom(debug: ProgramFile, program: ProgramFile): boolean {
  if (program.code === undefined) return false;
  if (debug.buildId !== undefined || program.buildId !== undefined) {
    return debug.buildId === program.buildId;
  }
  const link = debugLink(program.elf);
  return link?.name === baseName(debug.path) && link.crc === crc32(debug.elf.source);
}
