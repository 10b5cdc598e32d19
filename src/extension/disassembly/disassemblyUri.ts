/** Scheme of the documents that show disassemblies. */
export const disassemblyScheme = 'exitscope-disassembly';

/** Folder by which package.json tells the language of these documents: names of recordings have patterns too. */
const FOLDER = '/exitscope-disassembly/';
const MOST_TITLE = 120;

/** A function in a recording. */
interface FunctionOfTrace {
  /** URI of the recording. */
  readonly trace: string;
  readonly vm: number;
  /** Where the function begins, `0x…`. */
  readonly start: string;
}

/** The same function in another run, whose exits are shown beside those of the first. */
export interface OtherFunction extends FunctionOfTrace {
  /** How long the loads of the first run and of this one were. */
  readonly loadsNs: readonly [number, number];
}

/** Which function of which recording a document shows. */
export interface ListedFunction extends FunctionOfTrace {
  readonly other?: OtherFunction;
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
  const { trace, vm, start, other } = listed;
  const cut = title.length > MOST_TITLE ? `${title.slice(0, MOST_TITLE)}…` : title;
  // In brackets: what ends as a recording does is opened in the editor for recordings.
  const name = `${cut} (${traceName})`.replaceAll(/[/\\\p{Cc}]/gu, '_');
  // The recording comes last and as it is: its own escapes are escaped once more by VS Code.
  return {
    scheme: disassemblyScheme,
    path: `${FOLDER}${name}`,
    query: `vm=${vm}&start=${start}${other === undefined ? '' : `&with=${otherText(other)}`}&trace=${trace}`,
  };
}

/** Reads it back from the query; undefined: it is no such document. */
export function listedFunction(query: string): ListedFunction | undefined {
  const read = /^vm=(\d{1,9})&start=(0x[\da-f]{1,16})(?:&with=([^&]+))?&trace=(.+)$/s.exec(query);
  if (read === null) return undefined;
  const [, vm = '', start = '', others, trace = ''] = read;
  const other = others === undefined ? undefined : readOther(others);
  return { vm: Number(vm), start, trace, ...(other && { other }) };
}

function otherText({ vm, start, loadsNs, trace }: OtherFunction): string {
  return [vm, start, ...loadsNs, encodeURIComponent(trace)].join(',');
}

function readOther(text: string): OtherFunction | undefined {
  const read = /^(\d{1,9}),(0x[\da-f]{1,16}),(\d+(?:\.\d+)?),(\d+(?:\.\d+)?),(.+)$/.exec(text);
  if (read === null) return undefined;
  const [, vm = '', start = '', ofFirst, ofOther, trace = ''] = read;
  const loadsNs = [Number(ofFirst), Number(ofOther)] as const;
  return { vm: Number(vm), start, loadsNs, trace: decodeURIComponent(trace) };
}
