import type { FieldValue } from './fieldValues';
import { PRINTED } from './text/printedEvent';
import { apicAccelerationWords } from './words/apicAccelerationWords';
import { counterWords } from './words/counterWords';
import { confidentialWords } from './words/confidentialWords';
import { exitWords } from './words/exitWords';
import { fieldPairs, markerWords } from './words/fieldPairs';
import { foreignWords } from './words/foreignWords';
import { guestRequestWords } from './words/guestRequestWords';
import { guestTimerWords } from './words/guestTimerWords';
import {
  csdWords,
  hostTimerWords,
  hostVectorWords,
  ipiWords,
  irqWords,
  powerWords,
} from './words/hostInterruptWords';
import { hostMsrWords, signalWords, syscallWords } from './words/hostCallWords';
import { hostFaultWords, hugeMemoryWords, ksmWords, migrateWords } from './words/hostMemoryWords';
import { hypervInterruptWords } from './words/hypervInterruptWords';
import { interruptLineWords } from './words/interruptLineWords';
import { localApicWords } from './words/localApicWords';
import { memoryWords } from './words/memoryWords';
import { mmuWords } from './words/mmuWords';
import { nestedWords } from './words/nestedWords';
import { printedWords } from './words/printedWords';
import { runLoopWords } from './words/runLoopWords';
import { schedulerWords, taskWords } from './words/schedulerWords';
import type { DescribedEvent, Describer, Describers } from './words/words';

/** Fields of one event by format name: numbers up to 4 bytes (signed where the format says so), bigint for 8 bytes, strings, elements of arrays. */
export type FieldValues = ReadonlyMap<string, FieldValue>;

export interface EventForWords extends DescribedEvent {
  readonly system: string;
}

/** An event as a reader who does not know the kernel by heart can take it in. */
export interface EventInWords {
  /** One short line, for the table. */
  readonly summary: string;
  /** Full sentences, for the detail pane. */
  readonly sentences: readonly string[];
  /** What single fields mean, by field name; fields without a meaning are left out. */
  readonly meanings: ReadonlyMap<string, string>;
}

/**
 * Puts one event into words. Numbers keep their raw value beside the name; what the recording does
 * not tell is said to be unknown. A tracepoint without words of its own becomes `name=value` pairs.
 * Source: domain reference A.1 to A.4, B.
 */
export function eventInWords(event: EventForWords): EventInWords {
  const describe = describerOf(event) ?? fieldPairs;
  const { summary, sentences = [], meanings = {} } = describe(event);
  return {
    summary,
    sentences: sentences.filter((sentence) => sentence !== undefined),
    meanings: new Map(
      Object.entries(meanings).filter(
        (entry): entry is [string, string] =>
          entry[1] !== undefined && entry[1] !== '' && event.fields.has(entry[0]),
      ),
    ),
  };
}

/** An event without any field (no format in the recording) has nothing to be told. */
function describerOf({ system, name, fields }: EventForWords): Describer | undefined {
  if (fields.size === 0) return undefined;
  if (fields.has(PRINTED)) return printedWords;
  if (system === 'irq_vectors') return hostVectorWords;
  return describers.get(system)?.get(name);
}

const describersBySystem: Readonly<Record<string, Describers>> = {
  kvm: {
    ...runLoopWords,
    ...exitWords,
    ...nestedWords,
    ...localApicWords,
    ...interruptLineWords,
    ...guestTimerWords,
    ...apicAccelerationWords,
    ...guestRequestWords,
    ...memoryWords,
    ...hypervInterruptWords,
    ...confidentialWords,
    ...foreignWords,
  },
  kvmmmu: mmuWords,
  sched: schedulerWords,
  irq: irqWords,
  task: taskWords,
  timer: hostTimerWords,
  power: powerWords,
  ipi: ipiWords,
  csd: csdWords,
  signal: signalWords,
  ksm: ksmWords,
  migrate: migrateWords,
  huge_memory: hugeMemoryWords,
  exceptions: hostFaultWords,
  msr: hostMsrWords,
  raw_syscalls: syscallWords,
  ftrace: markerWords,
  // Of tables, which name no system.
  '': counterWords,
};

const describers: ReadonlyMap<string, ReadonlyMap<string, Describer>> = new Map(
  Object.entries(describersBySystem).map(([system, byName]) => [
    system,
    new Map(Object.entries(byName)),
  ]),
);
