/** The kernel of a guest, as perf noted it down on the host. */
export interface GuestKernel {
  /** The process that runs the guest; 0 or -1: perf was told of one guest only. */
  readonly pid: number;
  /** Lower-case hex. */
  readonly buildId: string | undefined;
  /** Run-time address of its `_text`, as `base/signedAddress` holds it. */
  readonly text: number | undefined;
}
