import type { PageFault } from '../conflicts/FaultReader';
import type { PageSource } from '../conflicts/PageSource';

/** The fault whose exit was at a time; undefined: none of those that are kept one by one. */
export function faultAt(
  { reader }: PageSource,
  exitNs: number,
  wants: (fault: PageFault) => boolean,
): PageFault | undefined {
  for (let index = 0; index < reader.table.length; index++) {
    if (reader.table.exitNs(index) !== exitNs) continue;
    const fault = reader.at(index);
    if (fault !== undefined && wants(fault)) return fault;
  }
  return undefined;
}
