import { keepsOf } from '../engine/keepsOf';
import type { Keeps } from '../engine/keepsOf';

/** Tracepoints that are to be taken as not recorded, and which of them a recording has at all. */
export class IgnoredEvents {
  private readonly unmet: Map<string, Keeps>;
  private readonly isIgnored: Keeps;

  /** `[SYSTEM:]NAME`, `*` as wildcard. */
  constructor(names: readonly string[]) {
    this.unmet = new Map(names.map((name) => [name, keepsOf([name])]));
    this.isIgnored = names.length === 0 ? () => false : keepsOf(names);
  }

  /** Whatever else is kept, these are not. */
  without(keeps: Keeps): Keeps {
    return (system, event) => {
      if (!this.isIgnored(system, event)) return keeps(system, event);
      for (const [name, isMeant] of this.unmet) if (isMeant(system, event)) this.unmet.delete(name);
      return false;
    };
  }

  /** Those that no tracepoint of the recording is meant by, once that was read: misspelt, most probably. */
  get notFound(): readonly string[] {
    return [...this.unmet.keys()];
  }
}
