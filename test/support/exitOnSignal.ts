import { constants } from 'node:os';

let isSet = false;

/**
 * Lets `exit` handlers run when a runner is cancelled: a signal alone ends Node without them, and
 * servers in their own process group would go on for ever.
 */
export function exitOnSignal(): void {
  if (isSet) return;
  isSet = true;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => process.exit(128 + constants.signals[signal]));
  }
}
