import { isSameHeader } from '../base/tableColumns';
import type { NamedTable } from '../base/tableColumns';
import { readNamedTable } from './readNamedTable';
import type { Memento } from './Memento';

const KEY = 'exitscope.tables';
/** Of those used last. */
const MOST_TABLES = 100;

/** What the user said of the columns of tables, by header: it holds for every table that has it. */
export class RememberedTables {
  constructor(private readonly memento: Memento) {}

  /** What an older version kept, or nobody, counts as nothing. */
  all(): readonly NamedTable[] {
    const kept = this.memento.get(KEY);
    if (!Array.isArray(kept)) return [];
    return kept.flatMap((entry: unknown) => {
      try {
        return [readNamedTable(entry)];
      } catch {
        return []; // As said above.
      }
    });
  }

  keep(table: NamedTable): void {
    const others = this.all().filter(({ header }) => !isSameHeader(header, table.header));
    void this.memento.update(KEY, [table, ...others].slice(0, MOST_TABLES));
  }
}
