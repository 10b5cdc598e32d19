/** Left out where no recording has it. */
export const flagsColumn = 'common_flags';

/** Columns of an export that every event has, in order; its own fields follow. */
export const commonColumns = [
  'time_ns',
  'cpu',
  'tid',
  'comm',
  'event',
  'vm',
  'vcpu',
  'system',
  flagsColumn,
] as const;

/** Behind the common columns, where events of several recordings are listed together. */
export const sourceColumn = 'source';
/** Then where a recording has trace instances, losses, exits. */
export const instanceColumn = 'instance';
export const lossColumn = 'lost_before';
export const reasonColumn = 'reason';

/** In `lost_before`: events were lost, the recording does not say how many. */
export const UNKNOWN_LOSS = '?';

const FIELD_PREFIX = 'field_';
const ADDED_COLUMNS: ReadonlySet<string> = new Set([...commonColumns, instanceColumn, lossColumn]);

/**
 * The column of an event's own field: one that is called like a column we add must not hide it.
 * `isOneOfSeveral`: events of several recordings are listed together.
 */
export function columnOfField(event: string, field: string, isOneOfSeveral: boolean): string {
  const isSource = isOneOfSeveral && field === sourceColumn;
  return isSource || isAdded(event, field) ? `${FIELD_PREFIX}${field}` : field;
}

/** The own field of one recording's event that a column holds; undefined where the column is one we add. */
export function fieldOfColumn(event: string, column: string): string | undefined {
  if (isAdded(event, column)) return undefined;
  const field = column.startsWith(FIELD_PREFIX) ? column.slice(FIELD_PREFIX.length) : '';
  return isAdded(event, field) ? field : column;
}

/** Only an exit has a reason that we add. */
function isAdded(event: string, name: string): boolean {
  return ADDED_COLUMNS.has(name) || (name === reasonColumn && event === 'kvm_exit');
}
