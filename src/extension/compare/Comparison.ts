import { messageOf } from '../../base/messageOf';
import type { CompareJob, ProfileJob } from '../../engine/node/jobs/Job';
import type { RunProfile, VcpuPair } from '../../protocol/compare';
import type {
  ComparePageNotice,
  CompareState,
  RepeatedRuns,
  ReportFormat,
  RunLoad,
  RunState,
} from '../../protocol/comparePage';
import { Listeners } from '../Listeners';
import { CompareThread } from './CompareThread';
import type { TraceWorkers } from '../TraceWorkers';
import type { LoadSpan } from './likePlace';
import { tellingNames } from '../tellingNames';

/** A recording that is to be compared. */
export interface ComparedFile {
  readonly uri: string;
  readonly path: string;
}

export interface ComparisonOptions {
  /** The first one is A. */
  readonly files: readonly ComparedFile[];
  /** Further runs of the kinds of A and of the one B; absent: none. */
  readonly repeats?: RepeatedRuns<ComparedFile>;
  readonly workers: Pick<TraceWorkers, 'run'>;
  /** How the recording is to be read. Rejects with the reason where it cannot be. */
  readonly jobOf: (uri: string) => Promise<ProfileJob>;
}

interface Run extends ComparedFile {
  load: RunLoad;
  profile: RunProfile | undefined;
  /** With vCPUs of A; empty where it is A. */
  pairing: readonly VcpuPair[];
  /** That reads it. */
  thread: Stopped | undefined;
}

interface Stopped {
  dispose(): void;
}

/** Runs that are compared with the first of them: read at the same time, each once, however they are ordered later. */
export class Comparison {
  private runs: readonly Run[];
  private repeats: RepeatedRuns<Run>;
  private pairs: CompareState['pairs'] = null;
  private failure: string | null = null;
  /** Only the answer to the last order of the runs counts. */
  private order = 0;
  private isClosed = false;
  private readonly threads = new Set<Stopped>();
  private readonly comparing: CompareThread;
  private readonly changes = new Listeners<ComparePageNotice>();

  constructor(private readonly options: ComparisonOptions) {
    const { files, repeats, workers } = options;
    this.comparing = new CompareThread(workers);
    this.runs = files.map(unread);
    this.repeats = { a: (repeats?.a ?? []).map(unread), b: (repeats?.b ?? []).map(unread) };
    for (const run of this.all) void this.read(run);
  }

  readonly onDidChange = this.changes.event;

  get state(): CompareState {
    const { pairs, failure } = this;
    return { ...this.runStates, pairs, failure };
  }

  /** Paths of the recordings. */
  get paths(): readonly string[] {
    return this.all.map(({ path }) => path);
  }

  /** Further runs of A's kind, or of that of the only B. */
  addRepeats(of: 'a' | 'b', files: readonly ComparedFile[]): void {
    if (this.runs.length !== 2) throw new Error('With several runs B there are no repeats.');
    const known = this.all.map(({ uri }) => uri);
    const added = files.filter(({ uri }) => !known.includes(uri)).map(unread);
    this.repeats = { ...this.repeats, [of]: [...this.repeats[of], ...added] };
    this.tellRuns();
    for (const run of added) void this.read(run);
  }

  /** Leaves the repeat at a place out. */
  removeRepeat(of: 'a' | 'b', place: number): void {
    const left = this.repeats[of][place];
    if (left === undefined) throw new Error('There is no such run.');
    left.thread?.dispose();
    this.repeats = { ...this.repeats, [of]: this.repeats[of].filter((run) => run !== left) };
    this.tellRuns();
    if (!this.isReading) void this.compare();
  }

  /** Makes the run at a place A; the former A takes its place. */
  makeFirst(place: number): void {
    const [first, wanted] = [this.runs[0], this.runs[place]];
    if (first === undefined || wanted === undefined) throw new Error('There is no such run.');
    this.runs = this.runs.map((run) => (run === first ? wanted : run === wanted ? first : run));
    const inverse = wanted.pairing.map(({ a, b }) => ({ a: b, b: a }));
    // What was said of the others was said of the former A.
    for (const run of this.runs) run.pairing = run === first ? inverse : [];
    this.repeats = { a: this.repeats.b, b: this.repeats.a };
    if (!this.isReading) void this.compare();
  }

  /** Compares vCPUs of A with others of the run at a place than those with the same number. */
  pairVcpus(place: number, pairing: readonly VcpuPair[]): void {
    const run = this.runs[place];
    if (run === undefined || place === 0) throw new Error('There is no such run.');
    run.pairing = pairing;
    if (!this.isReading) void this.compare();
  }

  /** When the loads of A and of the B of a pair begin and end. Throws where one of them is not read. */
  loadsOf(pair: number): readonly [LoadSpan, LoadSpan] {
    return [loadOf(this.runs[0]), loadOf(this.runs[pair + 1])];
  }

  /** What `exitscope compare` writes of the same recordings. */
  async report(format: ReportFormat): Promise<string> {
    const compared = this.compared;
    if (compared === undefined) throw new Error('There are no two runs to compare.');
    return this.done(this.options.workers.run<'report'>({ job: 'report', ...compared, format }));
  }

  dispose(): void {
    this.isClosed = true;
    this.changes.dispose();
    for (const thread of this.threads) thread.dispose();
    this.comparing.dispose();
    for (const run of this.all) run.profile = undefined;
    this.pairs = null;
  }

  private get all(): readonly Run[] {
    return [...this.runs, ...this.repeats.a, ...this.repeats.b];
  }

  private get runStates(): Pick<CompareState, 'runs' | 'repeats'> {
    const { all, runs, repeats } = this;
    const names = tellingNames(this.paths);
    const stateOf = (run: Run): RunState => {
      const { uri, path, load } = run;
      return { uri, path, load, name: names[all.indexOf(run)]! };
    };
    return {
      runs: runs.map(stateOf),
      repeats: { a: repeats.a.map(stateOf), b: repeats.b.map(stateOf) },
    };
  }

  /** A and those others that could be read; undefined: there are none of either. */
  private get compared(): Omit<CompareJob, 'job'> | undefined {
    const read = this.runs.filter(({ profile }) => profile !== undefined);
    if (read[0] !== this.runs[0] || read.length < 2) return undefined;
    return {
      profiles: read.map(({ profile }) => profile!),
      pairings: read.slice(1).map(({ pairing }) => pairing),
      repeats: { a: profilesOf(this.repeats.a), b: profilesOf(this.repeats.b) },
    };
  }

  private get isReading(): boolean {
    return this.all.some(({ load }) => load.kind === 'reading');
  }

  private async read(run: Run): Promise<void> {
    try {
      const job = await this.options.jobOf(run.uri);
      if (this.isClosed) return;
      const thread = this.options.workers.run<'profile'>(job, (doneBytes, totalBytes) => {
        run.load = { kind: 'reading', doneBytes, totalBytes };
        this.tellRuns();
      });
      run.thread = thread;
      run.profile = await this.done(thread);
      run.load = { kind: 'read' };
    } catch (error) {
      // It was left out meanwhile, and its thread ended.
      if (!this.all.includes(run)) return;
      run.load = { kind: 'failed', message: messageOf(error) };
    }
    this.tellRuns();
    if (!this.isReading) await this.compare();
    else if (run.profile !== undefined && !this.isClosed) this.comparing.prepare();
  }

  private async compare(): Promise<void> {
    if (this.isClosed) return;
    const order = ++this.order;
    this.pairs = null;
    this.failure = null;
    const { compared } = this;
    if (compared === undefined) this.comparing.dispose();
    else {
      try {
        const job = { job: 'compare', ...compared } as const;
        const pairs = await this.done(this.comparing.run(job));
        if (order !== this.order) return;
        let next = 0;
        this.pairs = this.runs
          .slice(1)
          .map(({ profile }) => (profile === undefined ? null : pairs[next++]!));
      } catch (error) {
        if (order !== this.order) return;
        this.failure = messageOf(error);
      }
    }
    this.tellCompared();
  }

  private tellCompared(): void {
    if (!this.isClosed) this.changes.fire({ notice: 'compared' });
  }

  private tellRuns(): void {
    if (!this.isClosed) this.changes.fire({ notice: 'runs', ...this.runStates });
  }

  private async done<T>(thread: Stopped & { readonly result: Promise<T> }): Promise<T> {
    this.threads.add(thread);
    try {
      return await thread.result;
    } finally {
      this.threads.delete(thread);
    }
  }
}

function unread(file: ComparedFile): Run {
  const load = { kind: 'reading', doneBytes: 0, totalBytes: 0 } as const;
  return { ...file, load, profile: undefined, pairing: [], thread: undefined };
}

/** Of those that could be read. */
function profilesOf(runs: readonly Run[]): readonly RunProfile[] {
  return runs.flatMap(({ profile }) => profile ?? []);
}

function loadOf(run: Run | undefined): LoadSpan {
  const profile = run?.profile;
  if (profile === undefined) throw new Error('The run is not read.');
  const { fromNs, facts } = profile;
  return { fromNs, toNs: fromNs + facts.durationNs };
}
