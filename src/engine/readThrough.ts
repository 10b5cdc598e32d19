import type { OpenTrace } from './OpenTrace';
import type { IdentityPasses } from './IdentityPasses';

/** Nobody waits for an answer in between: large enough for steps to cost nothing. */
const EVENTS_A_STEP = 1 << 20;

/** Reads the whole trace through some passes. */
export function readThrough<P extends IdentityPasses>(trace: OpenTrace, passes: P): P {
  while (trace.read(EVENTS_A_STEP, (block) => passes.add(block)));
  passes.finish();
  return passes;
}
