import { hostVectorEvents } from '../hostFields';
import { guestRequestShapes } from './guestRequestShapes';
import { hostShapes } from './hostShapes';
import { interruptShapes } from './interruptShapes';
import { memoryShapes } from './memoryShapes';
import { mmuShapes } from './mmuShapes';
import { printed } from './printedEvent';
import type { PrintedEvent, PrintedEvents } from './printedEvent';
import { runLoopShapes } from './runLoopShapes';

/** A tracepoint by its name alone, which is all that trace-cmd report and tracefs print of it. */
export interface KnownEvent {
  readonly system: string;
  /** How it is printed: more than one where kernels or architectures give it other fields. */
  readonly printed: readonly PrintedEvent[];
}

/** Undefined: a tracepoint that no question of ours asks for. */
export function printedEvent(name: string): KnownEvent | undefined {
  return knownEvents.get(name);
}

const vectorShapes: PrintedEvents = Object.fromEntries(
  hostVectorEvents.flatMap((name) => [
    [`${name}_entry`, printed('vector:s32')],
    [`${name}_exit`, printed('vector:s32')],
  ]),
);

const eventsBySystem: Readonly<Record<string, PrintedEvents>> = {
  kvm: { ...runLoopShapes, ...interruptShapes, ...guestRequestShapes, ...memoryShapes },
  kvmmmu: mmuShapes,
  irq_vectors: vectorShapes,
  ...hostShapes,
};

const knownEvents: ReadonlyMap<string, KnownEvent> = new Map(
  Object.entries(eventsBySystem).flatMap(([system, events]) =>
    Object.entries(events).map(([name, known]): [string, KnownEvent] => [
      name,
      { system, printed: isList(known) ? known : [known] },
    ]),
  ),
);

function isList(known: PrintedEvents[string]): known is readonly PrintedEvent[] {
  return Array.isArray(known);
}
