import { addToList } from '../../base/addToList';
import { baseName } from '../../base/baseName';
import type { CodeFunction, CodeLine, CodeOfTrace } from '../../protocol/code';

/** What happened in a source file: at each line of it, from 1, and in functions that begin there. */
export interface FileExits {
  readonly lines: ReadonlyMap<number, readonly CodeLine[]>;
  readonly functions: ReadonlyMap<number, readonly CodeFunction[]>;
  /** The last line that something is said of. */
  readonly lastLine: number;
}

/** What exits tell of source files, by the names that debug information has for those. */
export class CodeByFile {
  private readonly byName = new Map<string, Set<string>>();
  /** Of all exits in known functions. Lines do not add up to it: what is inlined counts for its callers' lines too. */
  readonly totalNs: number;

  constructor(private readonly code: CodeOfTrace) {
    for (const { file } of code.lines) this.add(file);
    for (const { file } of code.functions) if (file !== null) this.add(file);
    this.totalNs = code.functions.reduce((sum, { totalNs }) => sum + totalNs, 0);
  }

  /** Files whose last segment is this. */
  named(name: string): readonly string[] {
    return [...(this.byName.get(name) ?? [])];
  }

  /** Of one file, whatever the names that it has; of a line, most time first. */
  of(files: readonly string[]): FileExits {
    const wanted = new Set(files);
    const lines = new Map<number, CodeLine[]>();
    const functions = new Map<number, CodeFunction[]>();
    for (const line of this.code.lines) {
      if (wanted.has(line.file)) addToList(lines, line.line, line);
    }
    for (const called of this.code.functions) {
      const { file, line } = called;
      if (file !== null && line !== null && wanted.has(file)) addToList(functions, line, called);
    }
    return { lines, functions, lastLine: Math.max(0, ...lines.keys(), ...functions.keys()) };
  }

  private add(file: string): void {
    const name = baseName(file);
    const files = this.byName.get(name);
    if (files === undefined) this.byName.set(name, new Set([file]));
    else files.add(file);
  }
}
