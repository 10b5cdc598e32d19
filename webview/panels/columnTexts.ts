import type { OptionalColumn, TimeUnit } from '../../src/base/tableColumns';
import type { DropdownChoice } from '../controls';

/** What a column of a table can be. */
export type ColumnRole = 'field' | 'time' | OptionalColumn;

/** What the roles are called, as the end of "this column is …". */
export const roleTexts: Readonly<Record<ColumnRole, string>> = {
  field: 'a field',
  time: 'the time',
  event: 'the event',
  vcpu: 'the vCPU',
  cpu: 'the host CPU',
  tid: 'the thread id',
  comm: 'the thread name',
  reason: 'the exit reason',
};

const unitTexts: Readonly<Record<TimeUnit, string>> = {
  s: 'seconds',
  ms: 'milliseconds',
  us: 'microseconds',
  ns: 'nanoseconds',
  date: 'dates with a time of day',
};

/** In the order of the dropdowns. */
export const roleChoices: readonly DropdownChoice[] = choicesOf(roleTexts);
export const unitChoices: readonly DropdownChoice[] = choicesOf(unitTexts);

function choicesOf(texts: Readonly<Record<string, string>>): readonly DropdownChoice[] {
  return Object.entries(texts).map(([value, label]) => ({ value, label }));
}
