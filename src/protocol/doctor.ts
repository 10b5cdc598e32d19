/** What recordings can tell, in plain types: crosses to the webview and is printed by `exitscope doctor`. */

/**
 * What is known of a tracepoint in a recording. `recorded`: events of it were seen. `sampled`: and only
 * one in several was recorded. `none-happened`:
 * it was enabled and did not happen. `none-seen`: the recording knows its layout, which does not prove
 * that it was enabled. `unknown`: none was seen, and nothing tells whether it was enabled.
 * `not-recorded`: the recording lists its events, and not this one. `not-in-format`: a file of this
 * kind holds no events, but counters over time.
 */
export type EventState =
  | 'recorded'
  | 'sampled'
  | 'none-happened'
  | 'none-seen'
  | 'unknown'
  | 'not-recorded'
  | 'not-in-format';

/** What is known of one tracepoint. */
export interface EventCoverage {
  /** With its system: `kvm:kvm_exit`. */
  readonly event: string;
  readonly state: EventState;
  readonly count: number;
}

/** What an analysis lacks: an event, or fields that its events came without. */
export interface MissingPart {
  readonly event: string;
  /** `recorded` where only fields are missing. */
  readonly state: EventState;
  /** Empty: the event itself is missing. */
  readonly fields: readonly string[];
  /** Nothing can be told without it; else what it costs is in `costs`. */
  readonly isNeeded: boolean;
  /** What cannot be told without it; '' for what is needed. */
  readonly costs: string;
}

/** `full`: all that it can use is there. `limited`: some is missing, or events were lost. */
export type Verdict = 'full' | 'limited' | 'none';

/** Whether a recording allows an analysis, and what it lacks for all of it. */
export interface AnalysisCoverage {
  readonly id: string;
  readonly title: string;
  /** What it tells, as the end of "Tells …". */
  readonly tells: string;
  readonly verdict: Verdict;
  /** Events were lost, which it would have used. */
  readonly hasLosses: boolean;
  readonly missing: readonly MissingPart[];
}

/** What about a recording as a whole keeps it from telling more. */
export interface DoctorFinding {
  readonly code: string;
  readonly severity: 'warning' | 'info';
  readonly message: string;
}

/** A line for a root shell that records what is missing. */
export interface RecordCommand {
  /** What it is for: `Idle periods and wakeups`. */
  readonly purpose: string;
  readonly tool: 'trace-cmd' | 'perf';
  readonly line: string;
}

/** What one recording can tell. */
export interface RecordingCoverage {
  readonly path: string;
  readonly format: string;
  /** A guest's recording tells what the guest did; the analyses are of its host's. */
  readonly role: 'host' | 'guest';
  readonly analyses: readonly AnalysisCoverage[];
  /** Every tracepoint that an analysis can use. */
  readonly events: readonly EventCoverage[];
  readonly findings: readonly DoctorFinding[];
  readonly commands: readonly RecordCommand[];
}

/** The answer of `exitscope doctor`, one entry a recording of the session. */
export interface DoctorReport {
  readonly recordings: readonly RecordingCoverage[];
}
