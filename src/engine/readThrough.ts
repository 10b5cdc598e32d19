import type { EventPass, PassSet } from '../events/EventPass';
import type { EventBlock } from '../events/EventTable';
import type { OpenTrace } from './OpenTrace';

/** Nobody waits for an answer in between: large enough for steps to cost nothing. */
const EVENTS_A_STEP = 1 << 20;

/** Reads the whole trace through some passes. */
export function readThrough<P extends PassSet<P>>(trace: OpenTrace, passes: P): P {
  while (trace.read(EVENTS_A_STEP, (block) => takeBlock(passes, block, trace)));
  finishPasses(passes, trace);
  return passes;
}

/** Takes a block of a trace through its passes. */
export function takeBlock<P extends PassSet<P>>(
  passes: P,
  block: EventBlock,
  { reader }: OpenTrace,
): void {
  for (const pass of Object.values<EventPass>(passes)) pass.add(block, reader);
}

/** Nothing more will be read of a trace. */
export function finishPasses<P extends PassSet<P>>(passes: P, { reader }: OpenTrace): void {
  for (const pass of Object.values<EventPass>(passes)) pass.finish?.(reader.lastNs, reader);
}
