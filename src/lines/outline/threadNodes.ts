import { grouped } from '../../kvm/fieldValues';
import { counted } from '../counted';
import { durationText, totalText } from '../durationText';
import type { OutlineNode } from './OutlineNode';
import type { MarkedExit, ReasonMarks, ThreadMarks } from './ThreadMarks';

/** A thread that runs a vCPU. `isTimed`: times of the text can be compared. */
export function vcpuNode(thread: ThreadMarks, isTimed: boolean): OutlineNode {
  const reasons = [...thread.reasons.values()];
  const exitCount = reasons.reduce((sum, { count }) => sum + count, 0);
  return {
    kind: 'vcpu',
    name: `${vcpuName(thread)} · ${threadName(thread)}`,
    detail: counted(exitCount, 'exit'),
    line: thread.firstLine,
    children: reasons
      .sort((left, right) => right.count - left.count)
      .map((marks) => reasonNode(marks, isTimed)),
  };
}

/** A thread of a text that shows no vCPU. */
export function threadNode(thread: ThreadMarks): OutlineNode {
  return {
    kind: 'thread',
    name: threadName(thread),
    detail: counted(thread.eventCount, 'event'),
    line: thread.firstLine,
    children: [],
  };
}

function reasonNode(marks: ReasonMarks, isTimed: boolean): OutlineNode {
  const { reason, firstLine, count, timed, total, longest } = marks;
  const sample = longest[0];
  const shown = timed > longest.length ? `, the longest ${longest.length} below` : '';
  const time =
    isTimed && sample !== undefined
      ? `, ${totalText(total, timed, sample.stamp)} exit → entry${timed < count ? ` of ${grouped(timed)}` : ''}${shown}`
      : '';
  return {
    kind: 'reason',
    name: reason,
    detail: `${counted(count, 'exit')}${time}`,
    line: firstLine,
    children: isTimed ? longest.map(exitNode) : [],
  };
}

function exitNode({ line, entryLine, stamp, duration }: MarkedExit): OutlineNode {
  return {
    kind: 'exit',
    name: durationText(duration, stamp),
    detail: `at ${stamp.text}, entry in line ${grouped(entryLine + 1)}`,
    line,
    children: [],
  };
}

function vcpuName({ vcpus }: ThreadMarks): string {
  if (vcpus.size === 0) return 'vCPU unknown';
  const ids = [...vcpus].sort((left, right) => left - right);
  return `${ids.length === 1 ? 'vCPU' : 'vCPUs'} ${ids.join(', ')}`;
}

function threadName({ source, comm, tid }: ThreadMarks): string {
  const name = [comm, tid].filter((part) => part !== undefined).join('-');
  const from = source === undefined ? '' : ` of ${source}`;
  return `${name === '' ? 'thread not in the text' : name}${from}`;
}
