import type { EventDetail } from '../../src/protocol/events';
import { markdownTable } from '../format/markdown';
import { formatThread } from '../format/thread';
import { formatInstant, type ClockUnit } from '../format/time';

const columns = ['Field', 'Value', 'Meaning'].map((title) => ({ title, isNumeric: false }));

/** An event as a reader of an issue needs it: where and when, in words, and every field. */
export function eventAsMarkdown(detail: EventDetail, clockUnit: ClockUnit): string {
  const unit = clockUnit === 'ns' ? 's' : 'cycles';
  const plainInstant = formatInstant(detail.timeNs, clockUnit).replaceAll('\u202f', '');
  const vcpu = detail.vcpu === null ? '' : `, VM ${detail.vm ?? '?'} vCPU ${detail.vcpu}`;
  const cpu = detail.recording === null ? 'host CPU' : `${detail.recording}, CPU`;
  const place = detail.hostCpu === null ? (detail.recording ?? '') : `${cpu} ${detail.hostCpu}`;
  const thread = formatThread(detail.comm, detail.tid);
  const where = [place, thread].flatMap((text) => (text === '' ? [] : [`, ${text}`]));
  const lines = [
    `**${detail.event}** at ${plainInstant} ${unit}${where.join('')}${vcpu}`,
    '',
    ...detail.inWords.map((sentence) => `- ${sentence}`),
    '',
  ];
  const rows = detail.fields.map(({ name, value, meaning }) => [name, value, meaning]);
  return `${lines.join('\n')}\n${markdownTable(columns, rows)}`;
}
