import type { FieldList } from './fieldList';
import { hostFields } from './hostFields';
import { kvmFields, kvmmmuFields } from './kvmFields';

/**
 * Fields of a tracepoint that are kept in typed columns, in the order of the columns.
 * The lists hold every name a field ever had: a recording's format has some of them, never all (rule 0-1).
 * Strings are left out (their bytes stay reachable in the raw record), and so is what no question asks for.
 * Undefined: a tracepoint that no question asks for; it keeps no columns.
 * Source: domain reference A to G.
 */
export function storedFieldsOf(system: string, event: string): readonly string[] | undefined {
  return fieldsBySystem.get(system)?.get(event);
}

const fieldsBySystem = new Map(
  Object.entries({ kvm: kvmFields, kvmmmu: kvmmmuFields, ...hostFields }).map(
    ([system, events]: [string, FieldList]) => [
      system,
      new Map(Object.entries(events).map(([event, names]) => [event, names.split(' ')])),
    ],
  ),
);
