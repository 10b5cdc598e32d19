import { existsSync } from 'node:fs';
import type { Companion } from '../protocol/Companion';
import { DocumentMemory } from './DocumentMemory';
import type { Memento } from './Memento';
import { readCompanions } from './readLoadRequest';

/** Which recordings belong to the session of a document. */
export class RememberedCompanions {
  private readonly memory: DocumentMemory<readonly Companion[]>;

  constructor(memento: Memento) {
    this.memory = new DocumentMemory(memento, {
      key: 'exitscope.companions',
      read: readCompanions,
    });
  }

  /** Those that still are where they were: a file that is gone must not keep the others from opening. */
  of(document: string): readonly Companion[] {
    return (this.memory.of(document) ?? []).filter(({ path }) => existsSync(path));
  }

  keep(document: string, companions: readonly Companion[]): void {
    this.memory.keep(document, companions.length === 0 ? undefined : companions);
  }
}
