/** Module parameters of kvm (halt_poll_ns, halt_poll_ns_grow, …_grow_start and …_shrink). */
export interface HaltPollParameters {
  readonly maxNs: number;
  readonly grow: number;
  readonly growStartNs: number;
  /** What the window is divided by; 0: it drops to nothing. */
  readonly shrink: number;
}

/** How a range of kernels changes a vCPU's poll window after a halt: domain reference G.4. */
export interface HaltPollRules {
  /** First and last release; no last one: still so. */
  readonly from: string;
  readonly to: string | undefined;
  /** The window that a halt begins with, by what the halt before left. */
  readonly begin: (windowNs: number, parameters: HaltPollParameters) => number;
  readonly grown: (windowNs: number, parameters: HaltPollParameters) => number;
  readonly shrunk: (windowNs: number, parameters: HaltPollParameters) => number;
}

/** Of 4.4, without a parameter for it. */
const FIRST_START_NS = 10_000;

/** Oldest first (virt/kvm/kvm_main.c: grow_halt_poll_ns, shrink_halt_poll_ns). */
export const HALT_POLL_RULES: readonly HaltPollRules[] = [
  { from: '4.4', to: '4.8', begin: unchanged, grown: grownFromFixed, shrunk: divided },
  {
    from: '4.9',
    to: '5.2',
    begin: unchanged,
    grown: (windowNs, parameters) =>
      Math.min(grownFromFixed(windowNs, parameters), parameters.maxNs),
    shrunk: divided,
  },
  { from: '5.3', to: '5.14', begin: unchanged, grown: grownAndCut, shrunk: divided },
  { from: '5.15', to: '6.0', begin: unchanged, grown: grownAndCut, shrunk: dividedOrNothing },
  {
    from: '6.1',
    to: undefined,
    begin: (windowNs, { maxNs }) => Math.min(windowNs, maxNs),
    grown: grownFromStart,
    shrunk: dividedOrNothing,
  },
];

/** What becomes of the window after a halt of `haltNs` that began with `windowNs`; undefined: it is kept, without an event. */
export function windowAfterHalt(
  rules: HaltPollRules,
  parameters: HaltPollParameters,
  windowNs: number,
  haltNs: number,
): number | undefined {
  const { maxNs } = parameters;
  if (maxNs === 0 || haltNs <= windowNs) return undefined;
  if (windowNs > 0 && haltNs > maxNs) return rules.shrunk(windowNs, parameters);
  return windowNs < maxNs && haltNs < maxNs ? rules.grown(windowNs, parameters) : undefined;
}

function unchanged(windowNs: number): number {
  return windowNs;
}

function grownFromFixed(windowNs: number, { grow }: HaltPollParameters): number {
  return windowNs === 0 && grow > 0 ? FIRST_START_NS : windowNs * grow;
}

function grownFromStart(windowNs: number, { grow, growStartNs }: HaltPollParameters): number {
  return grow === 0 ? windowNs : Math.max(windowNs * grow, growStartNs);
}

function grownAndCut(windowNs: number, parameters: HaltPollParameters): number {
  if (parameters.grow === 0) return windowNs;
  return Math.min(grownFromStart(windowNs, parameters), parameters.maxNs);
}

function divided(windowNs: number, { shrink }: HaltPollParameters): number {
  return shrink === 0 ? 0 : Math.trunc(windowNs / shrink);
}

function dividedOrNothing(windowNs: number, parameters: HaltPollParameters): number {
  const windowAfterNs = divided(windowNs, parameters);
  return windowAfterNs < parameters.growStartNs ? 0 : windowAfterNs;
}
