import type { SourceFiles } from '../code/SourceFiles';
import { readBoundedText } from '../notes/readBoundedText';

/** Sources are smaller; what is larger was generated, and nobody reads it here. */
const MOST_BYTES = 2 << 20;

/** Text of a file of debug information, where it is on this machine and can be read; else undefined. */
export async function readSource(
  file: string,
  sources: Pick<SourceFiles, 'locate'>,
): Promise<string | undefined> {
  const uri = await sources.locate(file);
  if (uri?.scheme !== 'file') return undefined;
  try {
    return await readBoundedText(uri.fsPath, MOST_BYTES);
  } catch {
    return undefined; // A listing without a text of its source is still a listing.
  }
}
