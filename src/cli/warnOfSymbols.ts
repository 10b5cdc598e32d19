import type { ImageRow } from '../queries/hot/imageRows';

/** What does not fit, and what is doubtful, goes to stderr; of several VMs with the one it is of. */
export function warnOfSymbols(images: readonly ImageRow[]): void {
  const isOne = new Set(images.map(({ vm }) => vm)).size <= 1;
  for (const { path, vm, problems } of images) {
    const of = isOne ? '' : ` (VM ${vm ?? '?'})`;
    for (const { severity, message } of problems) {
      if (severity !== 'info') console.error(`exitscope: ${path}${of}: ${message}`);
    }
  }
}
