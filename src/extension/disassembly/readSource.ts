import type * as vscode from 'vscode';
import { readBoundedText } from '../notes/readBoundedText';

/** Sources are smaller; what is larger was generated, and nobody reads it here. */
const MOST_BYTES = 2 << 20;

/** Text of a file of debug information, where it is on this machine and can be read; else undefined. */
export async function readSource(
  file: string,
  locate: (file: string) => Promise<vscode.Uri | undefined>,
): Promise<string | undefined> {
  const uri = await locate(file);
  if (uri?.scheme !== 'file') return undefined;
  try {
    return await readBoundedText(uri.fsPath, MOST_BYTES);
  } catch {
    return undefined; // A listing without a text of its source is still a listing.
  }
}
