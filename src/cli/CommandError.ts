/** Exit statuses of the CLI. `failed`: standard output took no more, or an error of ours. */
export const ExitStatus = { done: 0, failed: 1, usage: 2, unreadable: 3, exceeded: 4 } as const;

/** Ends the command with one line on stderr and an exit status. */
export class CommandError extends Error {
  override readonly name = 'CommandError';

  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

export function usageError(message: string): CommandError {
  return new CommandError(`${message} See exitscope --help.`, ExitStatus.usage);
}
