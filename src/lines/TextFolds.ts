import { readTraceLine } from './readTraceLine';
import { threadKey } from './threadKey';
import type { LinePayloads } from './LinePayloads';
import type { EventLine } from './traceLine';

/** More folds than an editor draws, and than anybody opens by hand. */
const MOST_FOLDS = 20_000;
const FEWEST_EXITS_OF_A_RUN = 2;

/** Lines that can be folded into the first of them, counted from 0; `end` is the last. */
export interface Fold {
  readonly start: number;
  readonly end: number;
  readonly kind: 'head' | 'call-chain' | 'exit' | 'run';
}

interface Run {
  readonly thread: string;
  readonly start: number;
  end: number;
  exitCount: number;
  openExit: number | undefined;
}

/**
 * What can be folded in a trace text, filled line by line: the head, call chains, the way from an exit
 * to the entry after it, and the run of lines in which one vCPU alone shows events. Threads that run
 * no vCPU may stand between; another vCPU's line ends both, so that folding hides nothing of it.
 */
export class TextFolds {
  readonly folds: Fold[] = [];
  private readonly vcpuThreads = new Set<string>();
  private run: Run | undefined;
  private head: { readonly start: number; end: number } | undefined;
  private eventLine: number | undefined;
  private chainEnd: number | undefined;

  constructor(private readonly payloads: LinePayloads) {}

  add(text: string, line: number): void {
    const read = readTraceLine(text);
    if (read.kind === 'call-chain') {
      this.chainEnd = line;
      return;
    }
    this.closeChain();
    if (read.kind === 'remark') {
      this.head = { start: this.head?.start ?? line, end: line };
      return;
    }
    this.closeHead();
    if (read.kind === 'lost') this.closeRun();
    else if (read.kind === 'event') this.addEvent(read, line);
  }

  /** There are no more lines. */
  finish(): void {
    this.closeChain();
    this.closeHead();
    this.closeRun();
    this.folds.sort((left, right) => left.start - right.start || right.end - left.end);
  }

  private addEvent(event: EventLine, line: number): void {
    this.eventLine = line;
    const thread = threadKey(event);
    const step = this.payloads.step(event);
    if (step !== undefined) this.vcpuThreads.add(thread);
    else if (!this.vcpuThreads.has(thread)) return;

    if (this.run?.thread !== thread) this.closeRun();
    const run = (this.run ??= {
      thread,
      start: line,
      end: line,
      exitCount: 0,
      openExit: undefined,
    });
    run.end = line;
    if (step?.kind === 'exit') {
      run.exitCount++;
      run.openExit = line;
    } else if (step?.kind === 'entry' && run.openExit !== undefined) {
      this.fold({ start: run.openExit, end: line, kind: 'exit' });
      run.openExit = undefined;
    }
  }

  private closeRun(): void {
    const { run } = this;
    this.run = undefined;
    if (run === undefined || run.exitCount < FEWEST_EXITS_OF_A_RUN) return;
    this.fold({ start: run.start, end: run.end, kind: 'run' });
  }

  private closeChain(): void {
    if (this.chainEnd === undefined) return;
    if (this.eventLine !== undefined) {
      this.fold({ start: this.eventLine, end: this.chainEnd, kind: 'call-chain' });
    }
    this.chainEnd = undefined;
  }

  private closeHead(): void {
    if (this.head !== undefined) this.fold({ ...this.head, kind: 'head' });
    this.head = undefined;
  }

  private fold(fold: Fold): void {
    if (fold.end > fold.start && this.folds.length < MOST_FOLDS) this.folds.push(fold);
  }
}
