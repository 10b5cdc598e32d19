import type { Decompressor, ZstdStream } from '../../../src/formats/ByteSource';

/**
 * A decompressor whose streams can all be closed. A thread of the product reads one trace and ends;
 * here one process reads thousands, of which each keeps a stream open for look-ups.
 */
export function trackedStreams(decompressor: Decompressor): {
  readonly decompressor: Decompressor;
  readonly closeAll: () => void;
} {
  const open = new Set<ZstdStream>();
  return {
    decompressor: {
      ...decompressor,
      zstdStream: () => {
        const stream = decompressor.zstdStream();
        const tracked: ZstdStream = {
          feed: (packed) => stream.feed(packed),
          read: (target) => stream.read(target),
          close: () => {
            if (open.delete(tracked)) stream.close();
          },
        };
        open.add(tracked);
        return tracked;
      },
    },
    closeAll: () => {
      for (const stream of open) stream.close();
    },
  };
}
