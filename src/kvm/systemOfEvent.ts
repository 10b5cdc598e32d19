import { hostFields } from './hostFields';
import { kvmFields, kvmmmuFields } from './kvmFields';

/** The system of a tracepoint that is told without it; undefined for one we do not know. */
export function systemOfEvent(event: string): string | undefined {
  return systems.get(event);
}

const systems: ReadonlyMap<string, string> = new Map(
  Object.entries({ kvm: kvmFields, kvmmmu: kvmmmuFields, ...hostFields }).flatMap(
    ([system, events]) => Object.keys(events).map((event) => [event, system]),
  ),
);
