import type { SourceFacts } from './facts';

/** How a recording is kept, for people: `trace.dat v7, zstd`. */
export function formatText({ format, version, compression }: SourceFacts): string {
  if (version === null) return compression === null ? format : `${format}, ${compression}`;
  return `${format} v${version}, ${compression ?? 'not compressed'}`;
}
