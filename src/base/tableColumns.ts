/** What the stamps of a table count; `date`: calendar dates with a time of day. */
export const timeUnits = ['s', 'ms', 'us', 'ns', 'date'] as const;
export type TimeUnit = (typeof timeUnits)[number];

/** Columns that a table may have besides that of the time. */
export const optionalColumns = ['event', 'vcpu', 'cpu', 'tid', 'comm', 'reason'] as const;
export type OptionalColumn = (typeof optionalColumns)[number];

/** The column of a table's time: its name, or its number as `#3`. */
export interface TimeColumn {
  readonly column: string;
  readonly unit: TimeUnit;
  /** Times count from the start of the recording; else they are stamps of a clock. */
  readonly isRelative: boolean;
}

/** Which column of a table holds what, by name, or by number as `#3`. An absent member: no column does. */
export type TableColumns = { readonly time: TimeColumn } & {
  readonly [Column in OptionalColumn]?: string;
};

/** What somebody said of all tables with one header. */
export interface NamedTable {
  readonly header: readonly string[];
  readonly columns: TableColumns;
}

/** Whether two tables have the same columns in the same order. */
export function isSameHeader(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, column) => name === other[column]);
}

/** What the columns of a table with some header are; undefined: nobody said it. */
export type ColumnsOfHeader = (header: readonly string[]) => TableColumns | undefined;

/** How a column is called: by its name, or by its number where that says it better, on a command line too. */
export function columnReference(columns: readonly string[], column: number): string {
  const name = columns[column]!;
  const isPlain = /^[^#,:=\s][^,:=]*$/.test(name) && columns.indexOf(name) === column;
  return isPlain ? name : `#${column + 1}`;
}

/** The column that a name or number means; -1: there is none. */
export function referredColumn(columns: readonly string[], reference: string): number {
  const number = /^#(\d{1,5})$/.exec(reference)?.[1];
  if (number === undefined) return columns.indexOf(reference);
  const column = Number(number) - 1;
  return column < columns.length ? column : -1;
}

/** A table whose columns somebody has to name, with what its first rows hold and suggest. */
export interface TableToName {
  readonly columns: readonly { readonly name: string; readonly samples: readonly string[] }[];
  readonly guess: Partial<TableColumns>;
}

/** `time=ts:us,event=name,vcpu=#4`: how the command line takes them. */
export function columnsText(columns: Partial<TableColumns>): string {
  const { time } = columns;
  const parts = [
    ...(time === undefined
      ? []
      : [`time=${time.column}:${time.unit}${time.isRelative ? ':relative' : ''}`]),
    ...optionalColumns.flatMap((name) => {
      const column = columns[name];
      return column === undefined ? [] : [`${name}=${column}`];
    }),
  ];
  return parts.join(',');
}
