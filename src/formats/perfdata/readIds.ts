import type { ByteCursor } from '../ByteCursor';
import { wordsOf } from '../words';

const ID_BYTES = 8;
/** Of a whole recording: 100 events of 100 threads on 256 CPUs are not more. */
const MOST_IDS = 1 << 22;

/**
 * The next `bytes` as ids, each a pair of words; a rest that is none is left out. `before`: bytes of
 * ids that were read, as damaged tables may name one place again and again.
 */
export function readIds(cursor: ByteCursor, bytes: number, before = 0): Uint32Array {
  if (before + bytes > MOST_IDS * ID_BYTES) {
    throw cursor.error('too-large', `${bytes} bytes of event ids`);
  }
  return wordsOf(cursor.bytes(bytes - (bytes % ID_BYTES)), cursor.littleEndian);
}
