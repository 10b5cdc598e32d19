import type { TableHead } from '../../formats/csv/TableHead';
import {
  commonColumns,
  flagsColumn,
  instanceColumn,
  lossColumn,
  reasonColumn,
} from './exportColumns';
import { readExportFacts } from './exportFacts';
import type { TableLayout } from './TableLayout';

/** Columns that tell an export of ours from any other table. */
const SIGNATURE = ['time_ns', 'cpu', 'tid', 'comm', 'event'];

/** The layout of what `exitscope events --format csv` wrote; undefined: the table is another one. */
export function exportLayout({ dialect, columns }: TableHead): TableLayout | undefined {
  if (dialect.delimiter !== ',' || !SIGNATURE.every((name) => columns.includes(name))) {
    return undefined;
  }
  const facts = columns.map(readExportFacts).find((found) => found !== undefined);
  const added: ReadonlySet<string> = new Set([...commonColumns, instanceColumn, lossColumn]);
  const texts = new Set(facts?.texts);
  const lists = new Set(facts?.lists);
  const fields = columns.flatMap((name, column) => {
    if (added.has(name) || readExportFacts(name) !== undefined) return [];
    const shape = texts.has(name) ? 'text' : lists.has(name) ? 'list' : undefined;
    return [{ name, column, shape } as const];
  });
  const at = (name: string): number => columns.indexOf(name);
  return {
    kind: 'export',
    places: {
      time: at('time_ns'),
      event: at('event'),
      system: at('system'),
      cpu: at('cpu'),
      tid: at('tid'),
      comm: at('comm'),
      vm: at('vm'),
      vcpu: at('vcpu'),
      flags: at(flagsColumn),
      instance: at(instanceColumn),
      lostBefore: at(lossColumn),
      reason: at(reasonColumn),
    },
    timeUnit: 'ns',
    t0: facts?.t0 ?? 0n,
    clock: facts?.clock,
    clockUnit: facts?.clockUnit ?? 'ns',
    kernel: facts?.kernel,
    hostCpus: facts?.hostCpus,
    eventName: 'row',
    fields,
  };
}
