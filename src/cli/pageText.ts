import { secondsText } from '../base/secondsText';
import { pageDetail } from '../queries/conflicts/pageDetail';
import type { PageSource } from '../queries/conflicts/PageSource';
import { counted } from '../queries/findings/phrases';
import type { PageDetail } from '../protocol/pages';
import { conflictText } from './conflictsText';
import { textTable } from './textTable';

const MOST_WAKES = 20;

/** One page for a terminal, in each VM that has it; '' where it never faulted. */
export function pageText(source: PageSource, gpa: number): string {
  const vms = [...new Set(source.context.vcpus.map(({ vm }) => vm))];
  const bins = { fromNs: 0, binNs: source.context.durationNs, bins: 1 };
  return vms
    .map((vm) => {
      const detail = pageDetail(source, { vm, gpa }, bins);
      return detail === undefined ? '' : detailText(source, detail);
    })
    .filter((text) => text !== '')
    .join('\n');
}

function detailText(source: PageSource, detail: PageDetail): string {
  const { row } = detail;
  const { words } = source.context;
  const conflict = source.conflicts.find(({ vm, gpa }) => vm === row.vm && gpa === row.gpa);
  const head =
    conflict === undefined
      ? `0x${row.gpa.toString(16)} of VM ${row.vm}: not seen to be contested, ${counted(row.faults, 'fault')}, ${words.duration(row.costNs)}\n`
      : conflictText(source, conflict);
  const lines = textTable(
    ['line', 'vCPU', 'stores', 'of which woke', 'other faults'],
    detail.lines.map(({ line, vcpu, stores, waking, others }) => [
      String(line),
      String(vcpu),
      String(stores),
      String(waking),
      String(others),
    ]),
    0,
  );
  const rips = textTable(
    ['guest RIP', 'vCPUs', 'stores', 'other faults', 'cost'],
    detail.rips.map(({ rip, vcpus, stores, others, costNs }) => [
      rip === '' ? 'not recorded' : rip,
      vcpus.join(' '),
      String(stores),
      String(others),
      words.duration(costNs),
    ]),
    2,
  );
  return [
    head,
    `\nBy line\n\n${lines}`,
    `\nBy guest code\n\n${rips}`,
    detail.wakes.length === 0 ? '' : `\nWakeups by stores into it\n\n${wakesText(detail)}`,
  ].join('');
}

function wakesText({ wakes, wakeCount }: PageDetail): string {
  const rows = wakes
    .slice(0, MOST_WAKES)
    .map(({ atNs, waiter, writer, line, startNs }) => [
      secondsText(atNs),
      startNs === null ? '-' : secondsText(startNs),
      String(waiter),
      String(writer),
      String(line),
    ]);
  const more = wakeCount - rows.length;
  const table = textTable(['store', 'idle since', 'vCPU', 'by vCPU', 'line'], rows, 0);
  return table + (more > 0 ? `and ${more} more: --json has the first ${wakes.length}\n` : '');
}
