/** Something this machine lacks. The message says what to do and is all the user sees: no stack. */
export class SetupError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'SetupError';
  }
}

/**
 * By name, because TypeScript modules get a copy of this class of their own.
 *
 * @param {unknown} error
 * @returns {error is SetupError}
 */
export function isSetupError(error) {
  return error instanceof Error && error.name === 'SetupError';
}
