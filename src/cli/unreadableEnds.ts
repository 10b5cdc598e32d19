import { UnreadableFile } from '../engine/UnreadableFile';
import { CommandError, ExitStatus } from './CommandError';

/** Opens something; a file that cannot be read ends the command. */
export async function unreadableEnds<T>(open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw new CommandError(error.message, ExitStatus.unreadable);
  }
}
