/** One line of `trace-cmd report -R -t`. */
export type ReportLine =
  | ReportedEvent
  /** Events were lost on a CPU before the next event of it; null: trace-cmd does not know how many. */
  | { readonly kind: 'lost'; readonly hostCpu: number; readonly count: number | null }
  /** What is neither: the head `cpus=2`, a warning. */
  | { readonly kind: 'other'; readonly text: string };

export interface ReportedEvent {
  readonly kind: 'event';
  readonly comm: string;
  readonly tid: number;
  readonly hostCpu: number;
  /** ns, or the plain number of a clock that does not count ns. */
  readonly stamp: bigint;
  readonly event: string;
  /** ` name=value …`, or what a plugin made of it. */
  readonly payload: string;
}

/**
 * Reads one line. A thread name may hold blanks, `-`, `[` and `:`, but is right-aligned in 16
 * columns, so the first `-TID [CPU]` from column 16 on ends it. A clock without ns has neither a
 * blank before its stamp nor a point in it.
 */
export function parseReportLine(line: string): ReportLine {
  const lost = /^.*?CPU:(\d+) \[(?:(\d+) )?EVENTS DROPPED\]$/.exec(line);
  if (lost !== null) {
    const count = lost[2] === undefined ? null : Number(lost[2]);
    return { kind: 'lost', hostCpu: Number(lost[1]), count };
  }
  const event =
    /^(.{16,}?)-(\d+)\s+\[(\d+)\]\s*(\d+)(?:\.(\d{9}))?:\s+([^\s:]+):(?:\s+(.*))?$/s.exec(line);
  if (event === null) return { kind: 'other', text: line };
  const [, comm, tid, hostCpu, whole, fraction = '', name, payload = ''] = event;
  return {
    kind: 'event',
    comm: comm!.trim(),
    tid: Number(tid),
    hostCpu: Number(hostCpu),
    stamp: BigInt(whole! + fraction),
    event: name!,
    payload,
  };
}

/**
 * Numbers of a `-R` payload whose field names are known. Decimal or hex as trace-cmd chose; `-1`
 * and `0xffffffff` are the same 32 bits, so compare them by the field's width.
 */
export function reportedNumbers(
  payload: string,
  names: readonly string[],
): Map<string, bigint> | undefined {
  const numbers = new Map<string, bigint>();
  for (const name of names) {
    const text = new RegExp(`(?:^|\\s)${name}=(-?)(0x[0-9a-f]+|\\d+)(?=\\s|$)`).exec(payload);
    if (text === null) return undefined;
    const value = BigInt(text[2]!);
    numbers.set(name, text[1] === '-' ? -value : value);
  }
  return numbers;
}
