import { membersOf } from '../../base/membersOf';
import { textsOf } from '../../base/textsOf';
import type { RunVcpu, VcpuPair } from '../../protocol/compare';
import type { CompareRequests, RepeatedRuns, ReportFormat } from '../../protocol/comparePage';

type Method = keyof CompareRequests;

/** What a page of a comparison asked: as much of it as can be trusted. */
export interface CompareCall {
  readonly id: number;
  readonly method: Method | undefined;
  readonly params: unknown;
}

/** The compiler asks for every method, and for no other. */
const methods: Readonly<Record<Method, true>> = {
  comparison: true,
  makeFirst: true,
  addRepeats: true,
  removeRepeat: true,
  pairVcpus: true,
  showExample: true,
  showDisassembly: true,
  showTimelines: true,
  saveReport: true,
  copyReport: true,
  copyText: true,
};

const formats: Readonly<Record<ReportFormat, true>> = { html: true, json: true, markdown: true };

/** Reads what a page sent; undefined: it is no call. */
export function readCompareCall(message: unknown): CompareCall | undefined {
  const { id, method, params } = membersOf(message);
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) return undefined;
  const isMethod = typeof method === 'string' && Object.hasOwn(methods, method);
  return { id, method: isMethod ? (method as Method) : undefined, params };
}

/** A place in a list that the page sent. Throws where it is none. */
export function readPlaceInList(params: unknown, name: string): number {
  const place = membersOf(params)[name];
  if (!Number.isSafeInteger(place) || Number(place) < 0) throw new Error(`There is no ${name}.`);
  return Number(place);
}

export function readText(params: unknown, name: string): string {
  const text = membersOf(params)[name];
  if (typeof text !== 'string' || text === '') throw new Error(`There is no ${name}.`);
  return text;
}

/** Of which kind a run is. */
export function readKind(params: unknown): 'a' | 'b' {
  const { of } = membersOf(params);
  if (of !== 'a' && of !== 'b') throw new Error('There is no such kind of run.');
  return of;
}

export function readFormat(params: unknown): ReportFormat {
  const { format } = membersOf(params);
  if (typeof format !== 'string' || !Object.hasOwn(formats, format)) {
    throw new Error('There is no such kind of report.');
  }
  return format as ReportFormat;
}

/** Which vCPUs are paired. Throws where that is no list of pairs; whether there are such vCPUs is not looked at. */
export function readPairing(params: unknown): readonly VcpuPair[] {
  const { pairing } = membersOf(params);
  if (!Array.isArray(pairing)) throw new Error('There are no pairs of vCPUs.');
  return pairing.map((pair: unknown) => {
    const { a, b } = membersOf(pair);
    return { a: readVcpu(a), b: readVcpu(b) };
  });
}

function readVcpu(value: unknown): RunVcpu {
  return { vm: readPlaceInList(value, 'vm'), vcpu: readPlaceInList(value, 'vcpu') };
}

/** URIs of the runs of a page that VS Code restores. */
export function readRuns(saved: unknown): {
  readonly runs: readonly string[];
  readonly repeats: RepeatedRuns<string>;
} {
  const { runs, repeats } = membersOf(saved);
  const { a, b } = membersOf(repeats);
  return { runs: textsOf(runs), repeats: { a: textsOf(a), b: textsOf(b) } };
}
