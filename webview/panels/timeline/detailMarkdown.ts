import type { TimelineDetail } from '../../../src/protocol/timeline';
import { formatInstant, type ClockUnit } from '../../format/time';
import { markdownTable } from '../../format/markdown';

const factColumns = ['What', 'Value'].map((title) => ({ title, isNumeric: false }));
const evidenceColumns = ['Evidence', 'Time', 'Row'].map((title) => ({ title, isNumeric: false }));

/** What is at a place, for an issue or a mail. */
export function detailMarkdown(
  { title, sentences, facts, evidence }: TimelineDetail,
  unit: ClockUnit,
): string {
  const instant = (timeNs: number): string =>
    `${formatInstant(timeNs, unit).replaceAll('\u202f', '')} ${unit === 'ns' ? 's' : 'cycles'}`;
  return [
    `${title}\n`,
    sentences.map((sentence) => `- ${sentence}\n`).join(''),
    markdownTable(
      factColumns,
      facts.map(({ label, value }) => [label, value]),
    ),
    markdownTable(
      evidenceColumns,
      evidence.map(({ label, timeNs, row }) => [label, instant(timeNs), row?.toString() ?? '–']),
    ),
  ].join('\n');
}
