import type { Finding } from '../protocol/Finding';
import type { TimeWords } from '../queries/findings/phrases';
import { wrapped } from './wrapped';

/** Times to jump to that a terminal shows. */
const MOST_TIMES = 5;

/** Findings for a terminal, in paragraphs. */
export function findingsText(findings: readonly Finding[], words: TimeWords): string {
  if (findings.length === 0) return 'Nothing stands out.\n';
  return findings.map((finding) => findingText(finding, words)).join('\n');
}

function findingText(finding: Finding, words: TimeWords): string {
  const { severity, title, text, contradiction, confidence, evidenceNs } = finding;
  const times = evidenceNs.slice(0, MOST_TIMES).map((ns) => words.instant(ns));
  const more = evidenceNs.length > times.length ? ', …' : '';
  return [
    wrapped(`${severity === 'warning' ? '!' : '-'} ${title} (${confidence})`, '', '  '),
    wrapped(text, '    ', '    '),
    wrapped(`Against it: ${contradiction}`, '    ', '    '),
    ...(times.length === 0 ? [] : [wrapped(`See: ${times.join(', ')}${more}`, '    ', '    ')]),
  ].join('');
}
