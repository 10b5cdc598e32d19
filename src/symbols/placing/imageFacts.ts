import type { ProgramFile, SymbolTextFile } from '../SymbolFile';
import type { SymbolImage } from '../SymbolImage';

/** What of an image its file tells, wherever a guest has it. */
export type ImageFacts = Pick<
  SymbolImage,
  'path' | 'kind' | 'buildId' | 'table' | 'elf' | 'code' | 'module'
>;

/** Of a kernel, or of a program. */
export function imageFacts(file: SymbolTextFile | ProgramFile): ImageFacts {
  const { path, table } = file;
  if (file.is === 'program') {
    const { buildId, elf, code } = file;
    return { path, kind: 'elf', buildId, table, elf, code, module: undefined };
  }
  const { kind } = file;
  const none = { buildId: undefined, elf: undefined, code: undefined, module: undefined };
  return { path, kind, table, ...none };
}
