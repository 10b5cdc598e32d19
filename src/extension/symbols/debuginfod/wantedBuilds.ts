import { baseName } from '../../../base/baseName';
import type { SymbolState } from '../../../protocol/code';

/** A build whose debug information would help. */
export interface WantedBuild {
  readonly buildId: string;
  /** What it is, as messages name it: `vmlinux`, `the kernel of VM 0`. */
  readonly name: string;
}

/** Builds of files in use that have no debug information, and of kernels that are recorded and not there. */
export function wantedBuilds({ images, vms }: SymbolState): readonly WantedBuild[] {
  const known = new Set(images.flatMap(({ buildId, hasLines }) => (hasLines ? [buildId] : [])));
  const wanted = new Map<string, WantedBuild>();
  const add = (buildId: string | null, name: string): void => {
    if (buildId === null || known.has(buildId) || wanted.has(buildId)) return;
    wanted.set(buildId, { buildId, name });
  };
  // A file that is not used is of something else than what ran.
  for (const { buildId, path, placedBy } of images)
    if (placedBy !== null) add(buildId, baseName(path));
  for (const { vm, buildId } of vms) add(buildId, `the kernel of VM ${vm}`);
  return [...wanted.values()];
}
