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
