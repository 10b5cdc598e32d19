import type { Memento } from '../../src/extension/Memento';

/** What VS Code keeps, from one start to the next. */
export class KeptMemento implements Memento {
  constructor(public kept?: unknown) {}

  get(): unknown {
    return structuredClone(this.kept);
  }

  async update(_: string, value: unknown): Promise<void> {
    this.kept = structuredClone(value);
  }
}
