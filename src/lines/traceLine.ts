import type { Stamp } from './stamp';

/** An event as one line shows it. Undefined: not in this line. */
export interface EventLine {
  readonly kind: 'event';
  /** File or instance whose events these are, in a report of several. */
  readonly source: string | undefined;
  readonly comm: string | undefined;
  readonly tid: number | undefined;
  readonly tgid: number | undefined;
  readonly hostCpu: number | undefined;
  /** As printed: `d..2.`. */
  readonly flags: string | undefined;
  readonly stamp: Stamp | undefined;
  readonly system: string | undefined;
  /** Tracepoint without its system. */
  readonly event: string;
  /** What stands behind the event's colon, without the blanks around it. */
  readonly payload: string;
}

/** One line of a trace text: tracefs, trace-cmd report or perf script, whole or as somebody quoted it. */
export type TraceLine =
  | EventLine
  /** Begins like an event and goes on otherwise: a traced function, a system call. */
  | { readonly kind: 'foreign' }
  /** Events were lost before this line; undefined: the line does not say on which CPU, how many. */
  | {
      readonly kind: 'lost';
      readonly hostCpu: number | undefined;
      readonly count: number | undefined;
    }
  /** A head, a remark, or a record of perf that is no event. */
  | { readonly kind: 'remark' }
  | { readonly kind: 'call-chain' }
  | { readonly kind: 'blank' }
  | { readonly kind: 'other' };
