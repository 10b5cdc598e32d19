/** What went wrong without stopping the load: counted, shown with the trace, never only logged. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning' | 'info';
  /** Stable, kebab-case: `truncated-section`, `lost-events`, … */
  readonly code: string;
  /** One or two sentences: what is wrong, where, what next. */
  readonly message: string;
  /** Byte in the file, or null where the matter has no place in it. */
  readonly offset: number | null;
}
