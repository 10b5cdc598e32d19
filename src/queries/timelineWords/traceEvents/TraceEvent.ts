import { jsonText } from '../../../base/jsonText';

/** Process and thread that an event stands in: a VM or the host, and one of its tracks. */
export interface Track {
  readonly pid: number;
  readonly tid: number;
}

type Arguments = Readonly<Record<string, string | number | null | undefined>>;

/** An event of the Trace Event Format, as Perfetto and chrome://tracing read it. */
export interface TraceEvent {
  /** X: a slice, i: a moment, s and f: from and to of an arrow, C: a counter, M: names. */
  readonly ph: 'X' | 'i' | 's' | 'f' | 'C' | 'M';
  readonly name: string;
  readonly cat?: string;
  /** ns since the first event; undefined: M has no time. */
  readonly atNs?: number;
  /** Of a slice. */
  readonly lengthNs?: number;
  /** Of an arrow. */
  readonly id?: number;
  readonly args?: Arguments;
}

/** Its JSON text, with times in µs and all digits of the ns. */
export function traceEventText(track: Track, event: TraceEvent): string {
  const { ph, name, cat, atNs, lengthNs, id, args } = event;
  const members = [
    `"name":${jsonText(name)}`,
    ...(cat === undefined ? [] : [`"cat":"${cat}"`]),
    `"ph":"${ph}"`,
    `"pid":${track.pid}`,
    `"tid":${track.tid}`,
    ...(atNs === undefined ? [] : [`"ts":${microseconds(atNs)}`]),
    ...(atNs === undefined || lengthNs === undefined
      ? []
      : // From one whole ns to another: neighbours must not overlap.
        [`"dur":${microseconds(Math.round(atNs + lengthNs) - Math.round(atNs))}`]),
    ...(id === undefined ? [] : [`"id":${id}`]),
    // A moment of its track alone; an arrow ends in the slice around its time.
    ...(ph === 'i' ? ['"s":"t"'] : []),
    ...(ph === 'f' ? ['"bp":"e"'] : []),
    ...(args === undefined ? [] : [`"args":${jsonText(args)}`]),
  ];
  return `{${members.join(',')}}`;
}

/** Decimal, for a double would round long traces. */
function microseconds(ns: number): string {
  const whole = Math.round(ns);
  const rest = whole % 1000;
  const text = ((whole - rest) / 1000).toString();
  return rest === 0 ? text : `${text}.${rest.toString().padStart(3, '0')}`;
}
