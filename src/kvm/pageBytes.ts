/** Bytes of a base page of the guest, by which KVM numbers guest pages. */
export const PAGE_BYTES = 4096;
