/** Bytes of a base page of the guest, by which faults are counted. */
export const PAGE_BYTES = 4096;
