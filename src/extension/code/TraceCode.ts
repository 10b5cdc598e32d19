import * as vscode from 'vscode';
import { clockUnitOf } from '../../protocol/clockUnitOf';
import type { ClockFacts } from '../../protocol/facts';
import type { ActiveTrace } from '../ActiveTrace';
import { fileName } from '../fileName';
import type { TraceDocument } from '../TraceDocument';
import { CodeByFile } from './CodeByFile';
import { writtenMs } from './writtenMs';

/** What the exits of one trace tell of its guests' sources. */
export interface KnownCode {
  /** URI of the trace. */
  readonly document: string;
  /** Name of its file. */
  readonly recording: string;
  /** How many VMs it has. */
  readonly vms: number;
  readonly unit: ClockFacts['unit'];
  readonly byFile: CodeByFile;
  /** When the last of the files that name source lines was written; undefined: not known. */
  readonly symbolsMs: number | undefined;
}

/** Follows the trace that was looked at last, its loads and its symbols; tells what source files have of its exits. */
export class TraceCode {
  private current: KnownCode | undefined;
  private isAskedFor = false;
  /** Counts what is read: an answer that another trace or other symbols have overtaken is not shown. */
  private reading = 0;
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly following: vscode.Disposable;
  private trace: TraceDocument | undefined;

  constructor(
    active: ActiveTrace,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.following = active.follow((trace) => {
      this.trace = trace;
      this.forget();
      return trace?.symbols.onDidChange(() => this.forget());
    });
  }

  /**
   * undefined: nothing, or it is not known yet. It is read from now on then, and the change told: only
   * once a source file is looked at, because reading debug information takes its time.
   */
  look(): KnownCode | undefined {
    if (this.trace !== undefined && !this.isAskedFor) void this.read(this.trace);
    return this.current;
  }

  dispose(): void {
    this.following.dispose();
    this.changed.dispose();
  }

  private forget(): void {
    this.reading++;
    this.isAskedFor = false;
    this.current = undefined;
    this.changed.fire();
  }

  private async read(trace: TraceDocument): Promise<void> {
    const { reading } = this;
    this.isAskedFor = true;
    let known: KnownCode | undefined;
    try {
      known = await knownCode(trace);
    } catch (error) {
      if (!trace.signal.aborted) this.log.error(`${trace.uri.toString()}: no code.`, error);
    }
    if (known === undefined || reading !== this.reading) return;
    this.current = known;
    this.changed.fire();
  }
}

async function knownCode(trace: TraceDocument): Promise<KnownCode | undefined> {
  const state = await trace.symbols.ready();
  // Without debug information there is no line: the places need not even be resolved.
  const withLines = (state?.images ?? []).filter(
    ({ hasLines, placedBy }) => hasLines && placedBy !== null,
  );
  if (withLines.length === 0) return undefined;
  const times = await Promise.all(withLines.map(({ path }) => writtenMs(vscode.Uri.file(path))));
  const code = await trace.engine.call('codeOfTrace', {});
  const { facts } = await trace.engine.call('traceFacts', {});
  if (code === null || facts === null) return undefined;
  return {
    document: trace.uri.toString(),
    recording: fileName(trace.uri),
    vms: facts.vms.length,
    unit: clockUnitOf(facts),
    byFile: new CodeByFile(code),
    symbolsMs: latest(times),
  };
}

/** undefined: one of them is not known. */
function latest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.flatMap((time) => (time === undefined ? [] : [time]));
  return known.length === times.length ? Math.max(...known) : undefined;
}
