import { packedNs, unpackedNs } from '../../base/packedNs';
import { CAUSES, STEP_EVENTS, STRATEGIES, WAKE_WAYS } from './words';
import type { Cause, StepEvent, Strategy, WakeWay } from './words';

/** A halt within an idle period that did not end it: the vCPU halted again without running its guest (E.6). */
export interface EarlierHalt {
  readonly endNs: number;
  readonly cause: Cause;
  /** 0 to 100: how sure the cause is. */
  readonly causeRank: number;
  /** Binding of the vCPU that caused it; -1: none did, or it is not told. */
  readonly sourceBinding: number;
  readonly sourceTid: number;
}

/** What an analysis found of one idle period. Times in ns since the first event; -1: not recorded. */
export interface FoundPeriod {
  binding: number;
  startNs: number;
  /** It began before the trace: its length is not known. */
  isCut: boolean;
  /** -1: the trace ended first, or lost it. */
  endNs: number;
  startedBy: StepEvent;
  endedBy: StepEvent;
  strategy: Strategy;
  /** 0 to 100: how sure the strategy is. */
  rank: number;
  ripLow: number;
  ripHigh: number;
  /** MWAITs or PAUSEs of a run; 1 for a HLT. */
  iterations: number;
  pollNs: number;
  waitNs: number;
  /** Poll window at its halt; -1: none was told yet. */
  windowNs: number;
  cause: Cause;
  /** 0 to 100: how sure the cause is (E.3). */
  causeRank: number;
  way: WakeWay | undefined;
  vector: number;
  /** Interrupt line of a device; -1: it used none, or it is not told. */
  gsi: number;
  /** Other interrupts that came for the vCPU before it ran again. */
  alsoPending: number;
  /** What an unknown cause likely was, where hardware delivers interrupts that no event tells of (E.3, 8). */
  suspected: Cause | undefined;
  /** Halts of the period before its last one. */
  earlier: readonly EarlierHalt[];
  /** Binding of the vCPU that caused it; -1: none did, or it is not told. */
  sourceBinding: number;
  sourceTid: number;
  /** Number of the place of the exit by which that vCPU caused it, as `Senders` has it; -1: it is not told. */
  sourcePlace: number;
  gpaLow: number;
  /** -1: no address. */
  gpaHigh: number;
  /** Where the cause's chain began: the sender's exit, the device's interrupt. */
  originNs: number;
  originBy: StepEvent;
  /** When KVM took the interrupt for this vCPU, or its timer fired. */
  causeNs: number;
  causeBy: StepEvent;
  wakingNs: number;
  runningNs: number;
  /** Thread that its host CPU ran until then; 0: none, -1: not recorded. */
  aheadTid: number;
}

const NO_HALTS: readonly EarlierHalt[] = [];

/** A period of which nothing is known yet. */
export function emptyPeriod(): FoundPeriod {
  return {
    binding: -1,
    startNs: 0,
    isCut: false,
    endNs: -1,
    startedBy: '',
    endedBy: '',
    strategy: 'unknown',
    rank: 0,
    ripLow: 0,
    ripHigh: 0,
    iterations: 1,
    pollNs: -1,
    waitNs: -1,
    windowNs: -1,
    cause: 'unknown',
    causeRank: 0,
    way: undefined,
    vector: -1,
    gsi: -1,
    alsoPending: 0,
    suspected: undefined,
    earlier: NO_HALTS,
    sourceBinding: -1,
    sourceTid: -1,
    sourcePlace: -1,
    gpaLow: 0,
    gpaHigh: -1,
    originNs: -1,
    originBy: '',
    causeNs: -1,
    causeBy: '',
    wakingNs: -1,
    runningNs: -1,
    aheadTid: -1,
  };
}

/** Words of a row. */
const At = {
  binding: 0,
  rank: 1,
  ripLow: 2,
  ripHigh: 3,
  iterations: 4,
  causeRank: 5,
  vector: 6,
  sourceBinding: 7,
  sourceTid: 8,
  gpaLow: 9,
  gpaHigh: 10,
  poll: 11,
  wait: 12,
  window: 13,
  origin: 14,
  cause: 15,
  waking: 16,
  running: 17,
  strategy: 18,
  causeName: 19,
  way: 20,
  ahead: 21,
  /** Interrupt line, and above it how many other interrupts were pending. */
  lineAndPending: 22,
  sourcePlace: 23,
} as const;
const WORDS = 24;
const MISSING = 0xffffffff;
/** Beside the strategy's number. */
const STRATEGY_MASK = 0xff;
const IS_CUT = 0x100;
/** Above it, the numbers of four tracepoints. */
const FIRST_EVENT_BIT = 9;
const EVENT_BITS = 4;
const EVENT_MASK = (1 << EVENT_BITS) - 1;
/** Beside the cause's: one more than the number of the one that is suspected; 0: none is. */
const SUSPECTED_SHIFT = 8;
const PENDING_SHIFT = 16;
const NO_LINE = 0xffff;

/** The idle periods of a trace in the order they ended, 112 bytes each. */
export class IdlePeriods {
  length = 0;
  /** Start and end of each. */
  private spans = new Float64Array(2 * 64);
  private words = new Uint32Array(WORDS * 64);
  /** By index; few periods have any. */
  private readonly earlier = new Map<number, readonly EarlierHalt[]>();

  push(found: FoundPeriod): void {
    if (this.length * 2 === this.spans.length) this.grow();
    const { spans, words } = this;
    const row = this.length * WORDS;
    const { endNs } = found;
    spans[this.length * 2] = found.startNs;
    spans[this.length * 2 + 1] = endNs;
    words[row + At.binding] = found.binding;
    words[row + At.rank] = found.rank;
    words[row + At.ripLow] = found.ripLow;
    words[row + At.ripHigh] = found.ripHigh;
    words[row + At.iterations] = found.iterations;
    words[row + At.causeRank] = found.causeRank;
    words[row + At.vector] = found.vector;
    words[row + At.sourceBinding] = found.sourceBinding;
    words[row + At.sourceTid] = found.sourceTid;
    words[row + At.sourcePlace] = found.sourcePlace;
    words[row + At.gpaLow] = found.gpaLow;
    words[row + At.gpaHigh] = found.gpaHigh;
    words[row + At.poll] = packedNs(found.pollNs);
    words[row + At.wait] = packedNs(found.waitNs);
    words[row + At.window] = packedNs(found.windowNs);
    words[row + At.origin] = before(endNs, found.originNs);
    words[row + At.cause] = before(endNs, found.causeNs);
    words[row + At.waking] = before(endNs, found.wakingNs);
    words[row + At.running] = before(endNs, found.runningNs);
    words[row + At.ahead] = found.aheadTid;
    const cut = found.isCut ? IS_CUT : 0;
    words[row + At.strategy] = STRATEGIES.indexOf(found.strategy) | cut | packedEvents(found);
    const suspected = found.suspected === undefined ? 0 : CAUSES.indexOf(found.suspected) + 1;
    words[row + At.causeName] = CAUSES.indexOf(found.cause) | (suspected << SUSPECTED_SHIFT);
    const line = found.gsi < 0 ? NO_LINE : Math.min(found.gsi, NO_LINE);
    words[row + At.lineAndPending] = line | (found.alsoPending << PENDING_SHIFT);
    if (found.earlier.length > 0) this.earlier.set(this.length, found.earlier);
    words[row + At.way] = found.way === undefined ? MISSING : WAKE_WAYS.indexOf(found.way);
    this.length++;
  }

  bindingOf(index: number): number {
    return this.words[index * WORDS + At.binding]!;
  }

  startNs(index: number): number {
    return this.spans[index * 2]!;
  }

  /** -1: the trace ended first, or lost it. */
  endNs(index: number): number {
    return this.spans[index * 2 + 1]!;
  }

  /** Fills `into` with a period. */
  read(index: number, into: FoundPeriod): void {
    const { spans, words } = this;
    const row = index * WORDS;
    const endNs = spans[index * 2 + 1]!;
    into.startNs = spans[index * 2]!;
    into.endNs = endNs;
    into.binding = words[row + At.binding]!;
    into.rank = words[row + At.rank]!;
    into.ripLow = words[row + At.ripLow]!;
    into.ripHigh = words[row + At.ripHigh]!;
    into.iterations = words[row + At.iterations]!;
    into.causeRank = words[row + At.causeRank]!;
    into.vector = words[row + At.vector]! | 0;
    into.sourceBinding = words[row + At.sourceBinding]! | 0;
    into.sourceTid = words[row + At.sourceTid]! | 0;
    into.sourcePlace = words[row + At.sourcePlace]! | 0;
    into.gpaLow = words[row + At.gpaLow]!;
    into.gpaHigh = words[row + At.gpaHigh]! | 0;
    into.pollNs = unpackedNs(words[row + At.poll]!);
    into.waitNs = unpackedNs(words[row + At.wait]!);
    into.windowNs = unpackedNs(words[row + At.window]!);
    into.originNs = after(endNs, words[row + At.origin]!);
    into.causeNs = after(endNs, words[row + At.cause]!);
    into.wakingNs = after(endNs, words[row + At.waking]!);
    into.runningNs = after(endNs, words[row + At.running]!);
    into.aheadTid = words[row + At.ahead]! | 0;
    const strategy = words[row + At.strategy]!;
    into.isCut = (strategy & IS_CUT) !== 0;
    into.strategy = STRATEGIES[strategy & STRATEGY_MASK]!;
    into.startedBy = unpackedEvent(strategy, 0);
    into.endedBy = unpackedEvent(strategy, 1);
    into.originBy = unpackedEvent(strategy, 2);
    into.causeBy = unpackedEvent(strategy, 3);
    const cause = words[row + At.causeName]!;
    into.cause = CAUSES[cause & ((1 << SUSPECTED_SHIFT) - 1)]!;
    into.suspected = CAUSES[(cause >> SUSPECTED_SHIFT) - 1];
    const lineAndPending = words[row + At.lineAndPending]!;
    into.gsi = (lineAndPending & NO_LINE) === NO_LINE ? -1 : lineAndPending & NO_LINE;
    into.alsoPending = lineAndPending >>> PENDING_SHIFT;
    into.earlier = this.earlier.get(index) ?? NO_HALTS;
    into.way = WAKE_WAYS[words[row + At.way]!];
  }

  private grow(): void {
    const spans = new Float64Array(this.spans.length * 2);
    spans.set(this.spans);
    this.spans = spans;
    const words = new Uint32Array(this.words.length * 2);
    words.set(this.words);
    this.words = words;
  }
}

function packedEvents({ startedBy, endedBy, originBy, causeBy }: FoundPeriod): number {
  return (
    packedEvent(startedBy, 0) |
    packedEvent(endedBy, 1) |
    packedEvent(originBy, 2) |
    packedEvent(causeBy, 3)
  );
}

function packedEvent(event: StepEvent, place: number): number {
  return STEP_EVENTS.indexOf(event) << (FIRST_EVENT_BIT + place * EVENT_BITS);
}

function unpackedEvent(word: number, place: number): StepEvent {
  return STEP_EVENTS[(word >>> (FIRST_EVENT_BIT + place * EVENT_BITS)) & EVENT_MASK]!;
}

function before(endNs: number, atNs: number): number {
  return atNs < 0 ? MISSING : packedNs(endNs - atNs);
}

function after(endNs: number, word: number): number {
  return word === MISSING ? -1 : endNs - unpackedNs(word);
}
