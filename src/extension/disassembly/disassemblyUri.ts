/** Scheme of the documents that show disassemblies. */
export const disassemblyScheme = 'exitscope-disassembly';

/** Folder by which package.json tells the language of these documents: names of recordings have patterns too. */
const FOLDER = '/exitscope-disassembly/';
const MOST_TITLE = 120;

/** Which function of which recording a document shows. */
export interface ListedFunction {
  /** URI of the recording. */
  readonly trace: string;
  readonly vm: number;
  /** Where the function begins, `0x…`. */
  readonly start: string;
}

/** What a URI is made of. */
export interface UriParts {
  readonly scheme: string;
  readonly path: string;
  readonly query: string;
}

/**
 * Names a document. It stays the same when VS Code starts anew, so that a tab which it brings back
 * is filled once the recording is open.
 */
export function disassemblyUri(listed: ListedFunction, title: string, traceName: string): UriParts {
  const { trace, vm, start } = listed;
  const cut = title.length > MOST_TITLE ? `${title.slice(0, MOST_TITLE)}…` : title;
  // In brackets: what ends as a recording does is opened in the editor for recordings.
  const name = `${cut} (${traceName})`.replaceAll(/[/\\\p{Cc}]/gu, '_');
  // The recording comes last and as it is: its own escapes are escaped once more by VS Code.
  return {
    scheme: disassemblyScheme,
    path: `${FOLDER}${name}`,
    query: `vm=${vm}&start=${start}&trace=${trace}`,
  };
}

/** Reads it back from the query; undefined: it is no such document. */
export function listedFunction(query: string): ListedFunction | undefined {
  const read = /^vm=(\d{1,9})&start=(0x[\da-f]{1,16})&trace=(.+)$/s.exec(query);
  if (read === null) return undefined;
  const [, vm = '', start = '', trace = ''] = read;
  return { vm: Number(vm), start, trace };
}
