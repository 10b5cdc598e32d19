import { hexOfSigned } from '../../base/signedAddress';
import type { CodeFunction, CodeLine, CodeOfTrace } from '../../protocol/code';
import type { GuestSymbols } from '../../symbols/GuestSymbols';
import type { HotRow } from '../hot/hotRows';
import { placeTallies, vcpusOf } from './tallies';

/** Of each kind; the hottest are kept. */
const MOST_ENTRIES = 20_000;

interface LineGroup {
  readonly vm: number;
  readonly file: string;
  readonly line: number;
  readonly function: string | undefined;
  readonly rows: Set<HotRow>;
}

interface FunctionGroup {
  readonly vm: number;
  readonly name: string;
  readonly module: string | undefined;
  readonly start: number;
  readonly end: number | undefined;
  readonly symbols: GuestSymbols;
  readonly rows: HotRow[];
}

/**
 * Exits by source line and by function, most time first. A line into which a function was inlined
 * has the exits of the inlined code too, as a profiler counts it.
 */
export function codeOfTrace(
  exits: readonly HotRow[],
  symbols: ReadonlyMap<number, GuestSymbols>,
): CodeOfTrace {
  const lines = new Map<string, LineGroup>();
  const functions = new Map<string, FunctionGroup>();
  for (const row of exits) {
    const of = symbols.get(row.vm);
    if (of === undefined) continue;
    addLines(lines, row, of);
    addFunction(functions, row, of);
  }
  return {
    lines: hottest([...lines.values()].map(codeLine)),
    functions: hottest([...functions.values()].map(codeFunction)),
  };
}

function addLines(lines: Map<string, LineGroup>, row: HotRow, symbols: GuestSymbols): void {
  const { vm, rip } = row;
  for (const { file, line, function: name } of symbols.frames(rip)) {
    if (file === undefined || line === undefined || line === 0) continue;
    const key = `${vm} ${line} ${file}`;
    let group = lines.get(key);
    if (group === undefined) {
      group = { vm, file, line, function: name, rows: new Set() };
      lines.set(key, group);
    }
    group.rows.add(row);
  }
}

function addFunction(
  functions: Map<string, FunctionGroup>,
  row: HotRow,
  symbols: GuestSymbols,
): void {
  const { vm, rip } = row;
  const place = symbols.find(rip);
  if (place === undefined) return;
  const { name, module, address: start, bytes, next } = place;
  const key = `${vm} ${start}`;
  let group = functions.get(key);
  if (group === undefined) {
    const end = bytes === undefined ? next : start + bytes;
    group = { vm, name, module, start, end, symbols, rows: [] };
    functions.set(key, group);
  }
  group.rows.push(row);
}

function codeLine({ vm, file, line, function: name, rows }: LineGroup): CodeLine {
  const list = [...rows];
  return {
    vm,
    file,
    line,
    function: name ?? null,
    rips: [...new Set(list.map(({ rip }) => rip))].sort((a, b) => a - b).map(hexOfSigned),
    ...sums(list),
  };
}

function codeFunction({
  vm,
  name,
  module,
  start,
  end,
  symbols,
  rows,
}: FunctionGroup): CodeFunction {
  const begin = symbols.definition(start);
  const last = Math.max(...rows.map(({ rip }) => rip));
  return {
    vm,
    name,
    module: module ?? null,
    file: begin?.file ?? null,
    line: begin?.line ?? null,
    start: hexOfSigned(start),
    // Behind a symbol of no size, as assembly has them, the next one may be far away.
    end: hexOfSigned(Math.max(end ?? last + 1, last + 1)),
    ...sums(rows),
  };
}

function sums(rows: readonly HotRow[]): Pick<CodeLine, 'count' | 'totalNs' | 'vcpus' | 'exits'> {
  return {
    count: rows.reduce((sum, { count }) => sum + count, 0),
    totalNs: rows.reduce((sum, { durations }) => sum + durations.totalNs, 0),
    vcpus: vcpusOf(rows),
    exits: placeTallies(rows),
  };
}

function hottest<T extends { readonly totalNs: number; readonly count: number }>(
  list: readonly T[],
): readonly T[] {
  return list.toSorted((a, b) => b.totalNs - a.totalNs || b.count - a.count).slice(0, MOST_ENTRIES);
}
