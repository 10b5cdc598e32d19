import { membersOf } from '../base/membersOf';
import { optionalColumns, timeUnits } from '../base/tableColumns';
import type { NamedTable, TableColumns, TimeColumn } from '../base/tableColumns';

/** Reads what a page or an earlier version says of a table; throws, in words, when it is no such thing. */
export function readNamedTable(value: unknown): NamedTable {
  const { header, columns } = membersOf(value);
  const isHeader = Array.isArray(header) && header.every((name) => typeof name === 'string');
  if (!isHeader) throw new Error('The header is no list of names.');
  return { header, columns: readColumns(columns) };
}

function readColumns(value: unknown): TableColumns {
  const all = membersOf(value);
  const named = optionalColumns.flatMap((role): [string, string][] => {
    const column = all[role];
    if (column === undefined) return [];
    if (typeof column !== 'string') throw new Error(`The column of ${role} has no name.`);
    return [[role, column]];
  });
  return { time: readTime(all['time']), ...Object.fromEntries(named) };
}

function readTime(value: unknown): TimeColumn {
  const { column, unit, isRelative } = membersOf(value);
  const known = timeUnits.find((name) => name === unit);
  if (typeof column !== 'string') throw new Error('There is no column of the time.');
  if (known === undefined) throw new Error('The time has no unit.');
  return { column, unit: known, isRelative: isRelative === true };
}
