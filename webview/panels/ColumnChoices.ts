import {
  columnReference,
  optionalColumns,
  referredColumn,
  timeUnits,
} from '../../src/base/tableColumns';
import type { TableColumns, TableToName, TimeColumn } from '../../src/base/tableColumns';
import { roleTexts, type ColumnRole } from './columnTexts';

/** What the choices say, or what is wrong with them and at which column. */
export type ChosenColumns =
  | { readonly kind: 'columns'; readonly columns: TableColumns }
  | { readonly kind: 'mistake'; readonly message: string; readonly column: number };

/** What a user has chosen so far for the columns of a table. */
export class ColumnChoices {
  time: Pick<TimeColumn, 'unit' | 'isRelative'>;
  private readonly names: readonly string[];
  /** By column. */
  private readonly roles: ColumnRole[];

  /** Begins with what the table suggests. */
  constructor({ columns, guess }: TableToName) {
    this.names = columns.map(({ name }) => name);
    this.time = { unit: guess.time?.unit ?? 'ns', isRelative: guess.time?.isRelative ?? false };
    this.roles = columns.map(() => 'field');
    this.suggest('time', guess.time?.column);
    for (const role of optionalColumns) this.suggest(role, guess[role]);
  }

  roleOf(column: number): ColumnRole {
    return this.roles[column]!;
  }

  /** Two columns may have one role for a while: arrow keys go through all of them. */
  give(column: number, role: string): void {
    if (isRole(role)) this.roles[column] = role;
  }

  setUnit(value: string): void {
    const unit = timeUnits.find((known) => known === value);
    if (unit !== undefined) this.time = { ...this.time, unit };
  }

  setRelative(isRelative: boolean): void {
    this.time = { ...this.time, isRelative };
  }

  chosen(): ChosenColumns {
    const { names, roles } = this;
    const twice = roles.findIndex((role, at) => role !== 'field' && roles.indexOf(role) !== at);
    if (twice >= 0) {
      const role = roleTexts[roles[twice]!];
      const other = names[roles.indexOf(roles[twice]!)]!;
      const message = `Only one column can be ${role}: both ${other} and ${names[twice]!} are.`;
      return { kind: 'mistake', message, column: twice };
    }
    const column = this.reference('time');
    if (column === undefined) {
      return { kind: 'mistake', message: 'Say which column is the time.', column: 0 };
    }
    const named = optionalColumns.flatMap((role) => {
      const own = this.reference(role);
      return own === undefined ? [] : [[role, own] as const];
    });
    const columns = { time: { column, ...this.time }, ...Object.fromEntries(named) };
    return { kind: 'columns', columns };
  }

  private suggest(role: ColumnRole, reference: string | undefined): void {
    const column = reference === undefined ? -1 : referredColumn(this.names, reference);
    if (column >= 0) this.roles[column] = role;
  }

  private reference(role: ColumnRole): string | undefined {
    const column = this.roles.indexOf(role);
    return column < 0 ? undefined : columnReference(this.names, column);
  }
}

function isRole(role: string): role is ColumnRole {
  return Object.hasOwn(roleTexts, role);
}
