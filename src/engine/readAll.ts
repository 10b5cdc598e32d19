import type { EventBlock } from '../events/EventTable';
import type { VcpuDirectory } from '../vcpu/VcpuDirectory';
import type { OpenTrace } from './OpenTrace';
import { directoryOf } from './TracePasses';

const EVENTS_A_STEP = 1 << 20;

/** Reads the whole trace without a pause; `each` sees every block of it. */
export function readAll(trace: OpenTrace, each: (block: EventBlock) => void): void {
  while (trace.read(EVENTS_A_STEP, each));
}

/** Reads the whole trace for which thread runs which vCPU. */
export function readIdentity(trace: OpenTrace): VcpuDirectory {
  const directory = directoryOf(trace);
  readAll(trace, (block) => directory.add(block, trace.reader.kinds));
  return directory;
}
