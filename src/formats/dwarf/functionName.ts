import { formText } from './formText';
import { visitOrigins } from './visitOrigins';
import type { OriginsFrom } from './visitOrigins';

/**
 * Name of the function that an entry of `.debug_info` is of: the linkage name where one is recorded,
 * else the source's. Undefined: it has none, or it stands in another file.
 */
export function functionName(from: OriginsFrom, entryOffset: number): string | undefined {
  const { debug } = from;
  const { entry } = debug;
  let linkageName: string | undefined;
  let sourceName: string | undefined;
  visitOrigins(from, entryOffset, (unit) => {
    linkageName = formText(debug, unit, entry.linkageName, '.debug_info');
    if (linkageName !== undefined) return true;
    sourceName ??= formText(debug, unit, entry.name, '.debug_info');
    return false;
  });
  return linkageName ?? sourceName;
}
