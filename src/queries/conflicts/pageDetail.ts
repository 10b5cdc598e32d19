import { LINE_BYTES } from '../../analyses/faults/PageRecord';
import { hexOfWords } from '../../base/hex';
import type { LineAccess, PageDetail, PageRip, PageWake } from '../../protocol/pages';
import { PAGE_BYTES } from '../../kvm/pageBytes';
import type { PageFault } from './FaultReader';
import { pageKey } from './pageKey';
import { pageRow } from './pageRows';
import type { TimeBins } from './TimeBins';
import type { PageSource } from './PageSource';

const MOST_WAKES = 200;

/** Everything about one page; undefined: no fault of it is kept. */
export function pageDetail(
  source: PageSource,
  { vm, gpa }: { readonly vm: number; readonly gpa: number },
  bins: TimeBins,
): PageDetail | undefined {
  const row = pageRow(source, { vm, gpa }, bins);
  if (row === undefined) return undefined;
  const { reader, parameters } = source;
  const lines = new Map<number, Writable<LineAccess>>();
  const rips = new Map<string, Writable<PageRip>>();
  const wakes: PageWake[] = [];
  const wanted = pageKey(vm, gpa / PAGE_BYTES);
  for (let index = 0; index < reader.table.length; index++) {
    const fault = reader.at(index);
    if (fault === undefined || pageKey(fault.vm, fault.gfn) !== wanted) continue;
    countLine(lines, fault, parameters.lineBytes);
    countRip(rips, fault);
    if (fault.isStore && fault.woke >= 0) wakes.push(wakeOf(source, fault));
  }
  return {
    row,
    lines: [...lines.values()].sort((a, b) => a.line - b.line || a.vcpu - b.vcpu),
    rips: [...rips.values()].sort((a, b) => b.stores + b.others - (a.stores + a.others)),
    wakes: wakes.sort((a, b) => a.atNs - b.atNs).slice(0, MOST_WAKES),
    wakeCount: wakes.length,
  };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function countLine(
  lines: Map<number, Writable<LineAccess>>,
  { vcpu, gpaLow, isStore, woke }: PageFault,
  lineBytes: number,
): void {
  const line = Math.floor((gpaLow % PAGE_BYTES) / lineBytes);
  const key = vcpu * (PAGE_BYTES / LINE_BYTES) + line;
  let known = lines.get(key);
  if (known === undefined) {
    lines.set(key, (known = { line, vcpu, stores: 0, waking: 0, others: 0 }));
  }
  if (!isStore) known.others++;
  else {
    known.stores++;
    if (woke >= 0) known.waking++;
  }
}

function countRip(rips: Map<string, Writable<PageRip>>, fault: PageFault): void {
  const { ripHigh, ripLow, vcpu, isStore, costNs } = fault;
  const rip = ripHigh === 0 && ripLow === 0 ? '' : hexOfWords(ripHigh, ripLow);
  let known = rips.get(rip);
  if (known === undefined) {
    rips.set(rip, (known = { rip, vcpus: [], stores: 0, others: 0, costNs: 0 }));
  }
  if (!known.vcpus.includes(vcpu)) known.vcpus = [...known.vcpus, vcpu].sort((a, b) => a - b);
  if (isStore) known.stores++;
  else known.others++;
  known.costNs += Math.max(0, costNs);
}

function wakeOf({ wakes, parameters }: PageSource, fault: PageFault): PageWake {
  return {
    waiter: fault.woke,
    writer: fault.vcpu,
    line: Math.floor((fault.gpaLow % PAGE_BYTES) / parameters.lineBytes),
    atNs: fault.exitNs,
    startNs: wakes.endedBy(fault) ?? null,
  };
}
