import { FormatError } from '../../formats/FormatError';
import { buildId } from '../../formats/elf/buildId';
import { readElf } from '../../formats/elf/readElf';
import { decompressorOf } from './nodeDecompressor';
import { OpenFile } from './OpenFile';

/** Build ID of a program, module or debug file, as lower-case hex, by its headers alone; undefined: it is none, or has none. */
export async function fileBuildId(path: string): Promise<string | undefined> {
  let file: OpenFile | undefined;
  try {
    file = new OpenFile(path);
    return buildId(readElf(file, await decompressorOf(file)));
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  } finally {
    file?.close();
  }
}
