import { readFile, stat } from 'node:fs/promises';
import { isAbsent } from '../saving/replaceFile';

/** Text of a file, whose size is looked at first; undefined: there is none. Throws, in words, what is no text. */
export async function readBoundedText(
  file: string,
  mostBytes: number,
): Promise<string | undefined> {
  try {
    const found = await stat(file);
    // A pipe would keep us waiting for ever.
    if (!found.isFile()) throw new Error('It is no regular file.');
    if (found.size > mostBytes) {
      throw new Error(`It has ${found.size} bytes, and at most ${mostBytes} are read.`);
    }
    return decoded(await readFile(file));
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error('It is not UTF-8 text.');
  }
}
