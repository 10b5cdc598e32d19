/** Reasons and advice that several kinds of files have. */
export const phrases = {
  noEvents: 'there are no trace events in it',
  otherTrace: 'its events are those of another tracer',
  openRecording: 'Open the recording itself.',
  recordAgain: 'Record with trace-cmd, or with perf record, and open what they write.',
} as const;

/** What a file is that is no recording, why nothing of it can be shown, and what the user can do. */
export interface OtherFile {
  /** With its article: `a gzip file`. */
  readonly what: string;
  /** Goes on after "which Exitscope cannot read, because". */
  readonly because: string;
  /** A sentence. */
  readonly advice: string;
}
