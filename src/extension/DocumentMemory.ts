import type { Memento } from './Memento';

/** Of the documents used last; what was kept of others is forgotten. */
const MOST_DOCUMENTS = 100;

export interface DocumentMemoryOptions<T> {
  readonly key: string;
  /** Throws when a value is not what it must be. */
  readonly read: (value: unknown) => T;
}

/** What is kept of each document, by its URI, for the next time it is opened in this workspace. */
export class DocumentMemory<T> {
  constructor(
    private readonly memento: Memento,
    private readonly options: DocumentMemoryOptions<T>,
  ) {}

  of(document: string): T | undefined {
    return this.all().find(([uri]) => uri === document)?.[1];
  }

  /** What is kept of all documents but this one. */
  ofOthers(document: string): readonly T[] {
    return this.all().flatMap(([uri, value]) => (uri === document ? [] : [value]));
  }

  /** undefined: nothing of it. */
  keep(document: string, value: T | undefined): void {
    const others = this.all().filter(([other]) => other !== document);
    const own: [string, T][] = value === undefined ? [] : [[document, value]];
    void this.memento.update(this.options.key, [...own, ...others].slice(0, MOST_DOCUMENTS));
  }

  /** What an older version kept, or nobody, counts as nothing. */
  private all(): readonly [string, T][] {
    const kept = this.memento.get(this.options.key);
    if (!Array.isArray(kept)) return [];
    return kept.flatMap((entry: unknown) => {
      const [uri, value] = Array.isArray(entry) ? (entry as unknown[]) : [];
      if (typeof uri !== 'string') return [];
      try {
        return [[uri, this.options.read(value)] as [string, T]];
      } catch {
        return []; // As said above.
      }
    });
  }
}
