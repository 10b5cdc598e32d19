/** Most bytes one compressed chunk may inflate to. trace-cmd packs 10 sub-buffers into one. */
const MOST_CHUNK_BYTES = 64 << 20;
const MOST_CHUNK_PAGES = 16;
const LEAST_CHUNK_LIMIT = 1 << 20;
/** Every CPU's current chunk is in memory at the same time. */
const MOST_OPEN_BYTES = 64 << 20;

/** Most bytes a chunk of this file may inflate to: a larger size is damage, or a decompression bomb. */
export function chunkLimit(pageBytes: number, streamCount: number): number {
  const most = Math.min(LEAST_CHUNK_LIMIT, MOST_OPEN_BYTES / streamCount);
  return Math.min(MOST_CHUNK_BYTES, Math.max(most, pageBytes * MOST_CHUNK_PAGES));
}
