import { baseName } from '../../base/baseName';
import type { RunFacts } from '../../protocol/compare';

/** Short names of two runs, with as much of the path as tells them apart. */
export function runNames(a: RunFacts, b: RunFacts): readonly [string, string] {
  const paths = [a, b].map(({ sources }) => sources[0]?.path ?? '');
  const names = paths.map(baseName);
  return names[0] === names[1] ? [paths[0]!, paths[1]!] : [names[0]!, names[1]!];
}
