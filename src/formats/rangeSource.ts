import type { ByteSource } from './ByteSource';

/** A range of a file as a source of its own, which starts at 0. */
export function rangeSource(source: ByteSource, start: number, size: number): ByteSource {
  return {
    name: source.name,
    size,
    read(target, offset) {
      const room = Math.max(0, Math.min(target.length, size - offset));
      return room === 0 ? 0 : source.read(target.subarray(0, room), start + offset);
    },
  };
}
