import { fieldOfColumn } from './exportColumns';
import type { TableLayout } from './TableLayout';

/** What one event calls the fields of a table. */
export interface EventFields {
  /** By field of the layout: its name; undefined where the column is none of the event's fields. */
  readonly names: readonly (string | undefined)[];
  /** Its reason column tells the exit reason. */
  readonly isExit: boolean;
  /** Its `vcpu_id` is the vCPU that its thread runs. */
  readonly isRunLoop: boolean;
}

/** What the table's columns are to events of a name. */
export function eventFields({ kind, places, fields }: TableLayout, event: string): EventFields {
  const isExit = event === 'kvm_exit';
  const nameOf = (name: string, column: number): string | undefined => {
    if (kind === 'export') return fieldOfColumn(event, name);
    return isExit && column === places.reason ? undefined : name;
  };
  return {
    names: fields.map(({ name, column }) => nameOf(name, column)),
    isExit,
    isRunLoop: isExit || event === 'kvm_entry',
  };
}
