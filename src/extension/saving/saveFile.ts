import { refuseRecording } from './refuseRecording';
import { replaceFile } from './replaceFile';

export interface SaveOptions {
  /** Paths of all recordings that are open. */
  readonly recordings: () => readonly string[];
  /** Where to: undefined where the user thought better of it. */
  readonly pick: () => PromiseLike<string | undefined>;
}

/** Saves to a file that the user picks, `write` being told which; null: to none. */
export async function saveFile(
  { recordings, pick }: SaveOptions,
  write: (file: string) => Promise<void>,
): Promise<string | null> {
  const file = await pick();
  if (file === undefined) return null;
  await refuseRecording(file, recordings());
  await write(file);
  return file;
}

/** Writes a text, or bytes as they are. */
export function writeContents(file: string, contents: string | Uint8Array): Promise<void> {
  return replaceFile(file, async (handle) => {
    await handle.writeFile(contents);
  });
}
