import { baseName } from '../../base/baseName';

/** A dropped URI, as VS Code parses it. */
export interface DroppedUri {
  readonly scheme: string;
  readonly path: string;
  readonly fsPath: string;
}

export interface DroppedFiles<Uri> {
  readonly files: readonly Uri[];
  /** Why others are not taken, a sentence each. */
  readonly refusals: readonly string[];
}

/**
 * Of dropped URIs those of files on the machine that the extension runs on. `windowIsRemote`: they are
 * as the window names them, and the window is of another machine: there `file:` is that machine's.
 */
export function droppedFiles<Uri extends DroppedUri>(
  uris: readonly Uri[],
  windowIsRemote: boolean,
): DroppedFiles<Uri> {
  const ownSchemes = windowIsRemote ? ['vscode-remote'] : ['file'];
  const refusals = uris
    .filter(({ scheme }) => !ownSchemes.includes(scheme))
    .map((uri) => refusal(uri));
  return { files: uris.filter(({ scheme }) => ownSchemes.includes(scheme)), refusals };
}

function refusal({ scheme, path }: DroppedUri): string {
  const name = baseName(path);
  const isElsewhere = ['file', 'vscode-local', 'vscode-remote'].includes(scheme);
  return isElsewhere
    ? `${name} is on another machine than the recording. Copy it there first.`
    : `${name} is not on a disk (${scheme}:). Save it to a folder first.`;
}
