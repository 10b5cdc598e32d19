import { optionalColumns, timeUnits } from '../base/tableColumns';
import type { OptionalColumn, TableColumns, TimeColumn, TimeUnit } from '../base/tableColumns';
import { usageError } from './CommandError';

const EXAMPLE = 'time=ts:us,event=name,vcpu=v';

/** Reads `--columns time=ts:us,event=name,vcpu=#4`. Throws a usage error for anything else. */
export function columnsOption(text: string): TableColumns {
  let time: TimeColumn | undefined;
  const others: Partial<Record<OptionalColumn, string>> = {};
  for (const part of text.split(',')) {
    const at = part.indexOf('=');
    const role = part.slice(0, Math.max(0, at)).trim();
    const column = part.slice(at + 1).trim();
    if (at < 0 || column === '') {
      throw usageError(`--columns takes what and where, as in ${EXAMPLE}, not "${part}".`);
    }
    if (role === 'time') time = timeColumn(column);
    else if (isOptional(role)) others[role] = column;
    else {
      const known = ['time', ...optionalColumns].join(', ');
      throw usageError(`--columns knows ${known}, not "${role}"; every other column is a field.`);
    }
  }
  if (time === undefined) throw usageError(`--columns needs the column of the time: ${EXAMPLE}.`);
  return { time, ...others };
}

/** `ts`, `ts:us`, `ts:us:relative`, `ts:relative`; a name may hold colons. */
function timeColumn(text: string): TimeColumn {
  const isRelative = text.endsWith(RELATIVE);
  const rest = isRelative ? text.slice(0, -RELATIVE.length) : text;
  const at = rest.lastIndexOf(':');
  const unit = unitOf(rest.slice(at + 1));
  if (at < 0) return { column: rest, unit: 'ns', isRelative };
  if (unit !== undefined) return { column: rest.slice(0, at), unit, isRelative };
  throw usageError(`"${rest.slice(at + 1)}" is no unit of a time: ${timeUnits.join(', ')}.`);
}

const RELATIVE = ':relative';

function unitOf(text: string): TimeUnit | undefined {
  const wanted = text === 'µs' || text === 'μs' ? 'us' : text;
  return timeUnits.find((unit) => unit === wanted);
}

function isOptional(role: string): role is OptionalColumn {
  return (optionalColumns as readonly string[]).includes(role);
}
