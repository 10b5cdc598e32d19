import { FormatError } from '../formats/FormatError';

/** Nothing of a file can be shown. The message names file, section, byte, cause and what to do. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

/** Runs what opens a file; a format error becomes an `UnreadableFile` that names the file. */
export function openNamed<T>(fileName: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new UnreadableFile(`${fileName}: ${error.message}`, { cause: error });
  }
}
