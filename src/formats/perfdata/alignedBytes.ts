import { RECORD_ALIGNMENT } from './recordTypes';

/** Bytes with their padding, which is that of records also where they stand outside of one. */
export function alignedBytes(bytes: number): number {
  return Math.ceil(bytes / RECORD_ALIGNMENT) * RECORD_ALIGNMENT;
}
