const shareUnasked = 0.6;
/** The rest is for everything but the events: code, answers, the system. */
const largestShare = 0.9;
const bytesPerMb = 1024 * 1024;

export interface Memory {
  readonly totalBytes: number;
  /** What a container grants, `process.constrainedMemory()`; 0 or a huge number: no limit. */
  readonly constrainedBytes: number;
}

/**
 * Bytes that the events of one trace may take. A share of all memory, not of the free one: systems
 * disagree by an order of magnitude about what is free, and would refuse traces that fit.
 */
export function memoryLimitBytes(memory: Memory, settingMb: number | undefined): number {
  const { totalBytes, constrainedBytes } = memory;
  const usableBytes = constrainedBytes > 0 ? Math.min(totalBytes, constrainedBytes) : totalBytes;
  if (settingMb === undefined) return Math.floor(usableBytes * shareUnasked);
  return Math.min(settingMb * bytesPerMb, Math.floor(usableBytes * largestShare));
}
