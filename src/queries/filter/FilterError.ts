/** A filter that cannot be understood, or asks for what the trace does not have. */
export class FilterError extends Error {
  override readonly name = 'FilterError';

  constructor(
    /** Characters before the mistake in the filter's text. */
    readonly position: number,
    /** A sentence that says what is wrong. */
    readonly reason: string,
    /** What a right filter looks like: `vcpu=1`. */
    readonly example: string,
  ) {
    super(`${reason} Example: ${example}`);
  }
}
