import { secondsText } from '../base/secondsText';
import type { Finding } from '../protocol/Finding';
import { wrapped } from './wrapped';

/** Times to jump to that a terminal shows. */
const MOST_TIMES = 5;

/** Findings for a terminal, in paragraphs. */
export function findingsText(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'Nothing stands out.\n';
  return findings.map(findingText).join('\n');
}

function findingText(finding: Finding): string {
  const { severity, title, text, contradiction, confidence, evidenceNs } = finding;
  const times = evidenceNs.slice(0, MOST_TIMES).map((ns) => secondsText(ns));
  const more = evidenceNs.length > times.length ? ', …' : '';
  return [
    wrapped(`${severity === 'warning' ? '!' : '-'} ${title} (${confidence})`, '', '  '),
    wrapped(text, '    ', '    '),
    wrapped(`Against it: ${contradiction}`, '    ', '    '),
    ...(times.length === 0 ? [] : [wrapped(`See: ${times.join(', ')}${more} s`, '    ', '    ')]),
  ].join('');
}
