import type { LaterLanes } from './LaterLanes';
import { periodLanes } from './periodLanes';
import { pageMarks } from './pageMarks';
import type { ReadTrace } from './ReadTrace';

/** Looks up what of the lanes only the whole trace tells, in steps of some ms. */
export function* lookThrough(trace: ReadTrace): Generator<undefined, LaterLanes> {
  yield* trace.timeline.hostCpus.renew();
  const { periods, wakes: stores } = trace.pages;
  const { strategies, wakes } = yield* periodLanes(trace);
  const pages = yield* pageMarks(trace.pages);
  return { periods, stores, strategies, wakes, pages };
}
