import assert from 'node:assert/strict';
import type { VcpuFacts } from '../../../src/analyses/idle/GuestFacts';
import type { IdleLane } from '../../../src/analyses/idle/IdleLane';
import { confidenceOf } from '../../../src/analyses/idle/words';
import type { Strategy } from '../../../src/analyses/idle/words';
import { factsOf } from '../../../src/engine/factsOf';
import { nodeDecompressor } from '../../../src/engine/node/nodeDecompressor';
import { openSources } from '../../../src/engine/openSources';
import { OpenTrace } from '../../../src/engine/OpenTrace';
import { idlePasses } from '../../../src/engine/passes';
import type { IdlePasses } from '../../../src/engine/passes';
import { readThrough } from '../../../src/engine/readThrough';
import { reportSource } from '../../../src/engine/reportSource';
import { memorySource } from '../../../src/formats/memorySource';
import { TraceDatRecording } from '../../../src/ingest/tracedat/TraceDatRecording';
import type { Decompressor } from '../../../src/formats/ByteSource';
import type { IdlePeriod } from '../../../src/queries/idle/PeriodTable';
import { PeriodTable } from '../../../src/queries/idle/PeriodTable';
import type { ReportSource } from '../../../src/queries/idle/ReportSource';
import { strategyLengths } from '../../../src/queries/idle/strategyLengths';
import type { StrategyLengths } from '../../../src/queries/idle/strategyLengths';
import { wakeLatency, whyUnknown } from '../../../src/queries/idle/wakeFacts';
import type { StateSink } from '../../../src/vcpu/states/Segments';
import { defaultParameters } from '../../../src/vcpu/AnalysisParameters';
import type { AnalysisParameters } from '../../../src/vcpu/AnalysisParameters';
import { StatesPass } from '../../../src/vcpu/states/StatesPass';
import { VCPU_STATES } from '../../../src/vcpu/states/VcpuState';
import { sourcesOf } from '../openTrace';
import { writtenTrace } from '../traceText';
import type { WrittenEvent } from '../traceText';
import { idleTracepoints } from './tracepoints';
import { tidOf, vectorEvents } from './vectorEvents';

export interface VectorOptions {
  /** `X3`: kvm_exit as up to 5.9, without `intr_info`. */
  readonly layout?: 'X3' | 'X4';
  /** Events that it was not asked for. */
  readonly lacking?: readonly string[];
  /** Fields that no event of it has. */
  readonly lackingFields?: readonly string[];
  readonly parameters?: Partial<AnalysisParameters> | undefined;
}

/** What is told of an idle period: times and lengths in µs, null: not recorded. */
export interface ToldPeriod {
  readonly vm: number;
  readonly vcpu: number;
  /** Thread that ran it. */
  readonly tid: number;
  readonly from: number;
  readonly to: number | null;
  readonly strategy: string;
  /** How sure the strategy is. */
  readonly confidence: string;
  readonly iterations: number;
  /** It began before the trace. */
  readonly isCut: boolean;
  readonly poll: number | null;
  readonly wait: number | null;
  readonly window: number | null;
  readonly cause: string;
  /** How sure the cause is. */
  readonly causeConfidence: string;
  readonly how: string | null;
  readonly whyUnknown: string | null;
  /** What an unknown cause likely was. */
  readonly suspected: string | null;
  readonly vector: number | null;
  /** Interrupt line of a device. */
  readonly gsi: number | null;
  /** Other interrupts that came until it ran again. */
  readonly pending: number;
  /** Halts before the last one: when each ended, by what, how sure, and which thread. */
  readonly earlier: readonly (readonly [
    to: number,
    cause: string,
    sure: string,
    tid: number | null,
  ])[];
  /** vCPU that caused the wake. */
  readonly sender: number | null;
  readonly senderTid: number | null;
  /** From where the cause began (a sender's exit) to the acceptance. */
  readonly source: number | null;
  readonly causeToWaking: number | null;
  readonly wakingToRunning: number | null;
  readonly runningToEntry: number | null;
  readonly total: number | null;
}

/** One stretch of a vCPU thread's time, in ns. */
export interface ToldStretch {
  readonly state: string;
  readonly fromNs: number;
  toNs: number;
}

/** A test vector, written as a recording, read and analysed. */
export class VectorTrace {
  readonly passes: IdlePasses;
  readonly table: PeriodTable;
  /** Of every thread, by its id. */
  readonly stretchesOf = new Map<number, ToldStretch[]>();

  constructor(private readonly trace: OpenTrace) {
    const passes = idlePasses(trace, 0);
    const { bindings } = passes.directory;
    const wasAskedFor = (source: number, event: string): boolean | undefined =>
      trace.wasAskedFor(source, 'kvm', event);
    const observed = new StatesPass(
      bindings,
      0,
      { parameters: trace.parameters, wasAskedFor },
      (_, tid) => {
        const list: ToldStretch[] = [];
        this.stretchesOf.set(tid, list);
        return keptIn(list);
      },
    );
    this.passes = readThrough(trace, { ...passes, observed });
    this.table = new PeriodTable(this.passes.idle, this.passes.directory.refs());
  }

  get source(): ReportSource {
    return reportSource(this.trace, this.passes, factsOf(this.trace, this.passes));
  }

  get durationNs(): number {
    return this.trace.reader.lastNs;
  }

  get periods(): readonly ToldPeriod[] {
    return Array.from({ length: this.table.length }, (_, at) => this.told(this.table.at(at)));
  }

  /** The thread's states as `guest 0–12.5`, in µs; neighbours of one state are one. */
  states(thread: string): readonly string[] {
    return this.stretches(thread).map(
      ({ state, fromNs, toNs }) => `${state} ${fromNs / 1000}–${toNs / 1000}`,
    );
  }

  stretches(thread: string): readonly ToldStretch[] {
    return this.stretchesOf.get(tidOf(thread)) ?? [];
  }

  lane(thread: string): IdleLane {
    const { lanes, threads } = this.passes.idle;
    const found = lanes.find((lane) => lane && threads[lane.thread]?.tid === tidOf(thread));
    assert.ok(found, `${thread} runs no vCPU`);
    return found;
  }

  /** Lengths of the periods of a vCPU by one strategy. */
  lengths(thread: string, strategy: Strategy): StrategyLengths | undefined {
    return strategyLengths(this.table).get(this.lane(thread).binding)?.get(strategy);
  }

  facts(thread: string): VcpuFacts | undefined {
    return this.passes.idle.guests.of[this.lane(thread).thread];
  }

  /** Whether the periods are these, as far as each of `wanted` says; in the order they began. */
  assertPeriods(...wanted: readonly Partial<ToldPeriod>[]): void {
    const found = this.periods;
    const asked = found.map((period, at) =>
      Object.fromEntries(
        Object.keys(wanted[at] ?? period).map((key) => [key, period[key as keyof ToldPeriod]]),
      ),
    );
    assert.deepEqual(asked, wanted);
  }

  private told(period: IdlePeriod): ToldPeriod {
    const latency = wakeLatency(period);
    const { originNs, causeNs } = period;
    return {
      vm: period.vm,
      vcpu: period.vcpu,
      tid: this.passes.directory.bindings.all[period.binding]!.tid,
      from: period.startNs / 1000,
      to: micros(period.endNs),
      strategy: period.strategy,
      confidence: confidenceOf(period.rank),
      iterations: period.iterations,
      isCut: period.isCut,
      poll: micros(period.pollNs),
      wait: micros(period.waitNs),
      window: micros(period.windowNs),
      cause: period.cause,
      causeConfidence: confidenceOf(period.causeRank),
      how: period.way ?? null,
      whyUnknown: whyUnknown(period, this.passes.idle),
      suspected: period.suspected ?? null,
      vector: period.vector < 0 ? null : period.vector,
      gsi: period.gsi < 0 ? null : period.gsi,
      pending: period.alsoPending,
      earlier: period.earlier.map(({ endNs, cause, causeRank, sourceTid }) => [
        endNs / 1000,
        cause,
        confidenceOf(causeRank),
        sourceTid < 0 ? null : sourceTid,
      ]),
      sender: period.sourceVcpu ?? null,
      senderTid: period.sourceTid < 0 ? null : period.sourceTid,
      source: originNs < 0 || causeNs < 0 ? null : (causeNs - originNs) / 1000,
      causeToWaking: micros(latency.causeToWakingNs),
      wakingToRunning: micros(latency.wakingToRunningNs),
      runningToEntry: micros(latency.runningToEntryNs),
      total: micros(latency.totalNs),
    };
  }
}

/** Keeps the states that it is told; neighbours of one state become one. */
function keptIn(list: ToldStretch[]): StateSink {
  return {
    add: (state, fromNs, toNs) => {
      const last = list.at(-1);
      const name = VCPU_STATES[state];
      if (last?.state === name && last.toNs === fromNs) last.toNs = toNs;
      else list.push({ state: name, fromNs, toNs });
    },
  };
}

/** Reads a vector in the notation of domain reference H. */
export async function vectorTrace(text: string, options: VectorOptions = {}): Promise<VectorTrace> {
  return traceOfEvents(vectorEvents(text), await nodeDecompressor(), options);
}

/** Reads several as the recordings of one session, on one clock. */
export async function vectorSession(...texts: readonly string[]): Promise<VectorTrace> {
  const decompressor = await nodeDecompressor();
  const requests = texts.map((text, index) => {
    const source = memorySource(`${index}.trace.dat`, vectorBytes(vectorEvents(text), {}));
    const shift = { by: 0n, unit: 'ns' } as const;
    return { options: { source, decompressor, tscKhz: undefined }, shift };
  });
  return new VectorTrace(new OpenTrace({ blocks: 'reused', open: () => openSources(requests) }));
}

/** One without waiting, for properties that read many. */
export function traceOfEvents(
  events: readonly WrittenEvent[],
  decompressor: Decompressor,
  options: VectorOptions = {},
): VectorTrace {
  const bytes = vectorBytes(events, options);
  const recording = new TraceDatRecording({
    source: memorySource('vector.trace.dat', bytes),
    decompressor,
    tscKhz: undefined,
  });
  const parameters = { ...defaultParameters, ...options.parameters };
  const open = sourcesOf(recording);
  return new VectorTrace(new OpenTrace({ blocks: 'reused', open, parameters }));
}

function vectorBytes(
  events: readonly WrittenEvent[],
  { layout = 'X4', lacking = [], lackingFields = [] }: VectorOptions,
): Uint8Array {
  const tracepoints = idleTracepoints(layout)
    .filter(({ name }) => !lacking.includes(name))
    .map((tracepoint) => ({
      ...tracepoint,
      fields: tracepoint.fields.filter((field) => !lackingFields.includes(field.split(' ')[1]!)),
    }));
  return writtenTrace(events, { clock: 'mono', tracepoints });
}

/** null: not recorded. */
function micros(ns: number | null): number | null {
  return ns === null || ns < 0 ? null : ns / 1000;
}
