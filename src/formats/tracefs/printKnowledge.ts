import type { EventFormat } from './EventFormat';
import { hexFields } from './printedBase';
import type { PrintSymbols } from './printFormat';
import { symbolsOf } from './printFormat';
import { printedConditions } from './printedConditions';
import type { PrintedCondition } from './printedConditions';

/** All that is taken from one event's print format. */
export interface PrintKnowledge {
  readonly symbols: PrintSymbols;
  /** Fields whose numbers are shown in hex. */
  readonly hexFields: ReadonlySet<string>;
  readonly conditions: readonly PrintedCondition[];
}

/** A memo, not state: the key is the immutable format itself, so no answer can be stale, and it goes with the trace. */
const known = new WeakMap<EventFormat, PrintKnowledge>();

/** Parses a format's print format once, however many records ask. */
export function printKnowledge(format: EventFormat): PrintKnowledge {
  let knowledge = known.get(format);
  if (knowledge === undefined) {
    knowledge = {
      symbols: symbolsOf(format),
      hexFields: hexFields(format),
      conditions: printedConditions(format),
    };
    known.set(format, knowledge);
  }
  return knowledge;
}
