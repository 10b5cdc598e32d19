import { isOneFile } from './isOneFile';

/** Throws when a file to be written is one of the recordings that are open: they are only read. */
export async function refuseRecording(path: string, recordings: readonly string[]): Promise<void> {
  for (const recording of recordings) {
    if (!(await isOneFile(path, recording))) continue;
    throw new Error(`${path} is an open recording, which is never written to. Pick another file.`);
  }
}
