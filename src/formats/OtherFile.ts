/** What a file is that is no recording, why nothing of it can be shown, and what the user can do. */
export interface OtherFile {
  /** With its article: `a gzip file`. */
  readonly what: string;
  /** Goes on after "which Exitscope cannot read, because". */
  readonly because: string;
  /** A sentence. */
  readonly advice: string;
}
