import { existsSync } from 'node:fs';
import type { Companion } from '../protocol/Companion';
import { readCompanions } from './readLoadRequest';

/** As much of `vscode.Memento` as is needed. */
export interface Memento {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const KEY = 'exitscope.companions';
/** Of the documents used last; others start alone again. */
const MOST_DOCUMENTS = 100;

/** Which recordings belong to the session of a document, by its URI, for the next time it is opened in this workspace. */
export class RememberedCompanions {
  constructor(private readonly memento: Memento) {}

  /** Those that still are where they were: a file that is gone must not keep the others from opening. */
  of(document: string): readonly Companion[] {
    const kept = this.all().find(([uri]) => uri === document);
    return (kept?.[1] ?? []).filter(({ path }) => existsSync(path));
  }

  keep(document: string, companions: readonly Companion[]): void {
    const others = this.all().filter(([other]) => other !== document);
    const own: [string, readonly Companion[]][] =
      companions.length === 0 ? [] : [[document, companions]];
    void this.memento.update(KEY, [...own, ...others].slice(0, MOST_DOCUMENTS));
  }

  /** What an older version kept, or nobody, counts as nothing. */
  private all(): readonly [string, readonly Companion[]][] {
    const kept = this.memento.get(KEY);
    if (!Array.isArray(kept)) return [];
    return kept.flatMap((entry: unknown) => {
      const [uri, companions] = Array.isArray(entry) ? (entry as unknown[]) : [];
      if (typeof uri !== 'string') return [];
      try {
        return [[uri, readCompanions(companions)] as [string, readonly Companion[]]];
      } catch {
        return []; // As said above.
      }
    });
  }
}
