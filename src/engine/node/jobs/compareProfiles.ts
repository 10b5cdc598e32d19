import { compareHtml } from '../../../export/compareHtml';
import type { ComparedPair as ReportedPair } from '../../../export/compareHtml';
import { compareMarkdown } from '../../../export/compareMarkdown';
import type { RunProfile } from '../../../protocol/compare';
import type { ComparedPair, ReportFormat } from '../../../protocol/comparePage';
import { comparedPair } from '../../../queries/compare/comparedPair';
import { compareJson } from '../../../queries/compare/compareJson';
import { compareRuns } from '../../../queries/compare/compareRuns';
import type { Side } from '../../../queries/compare/compareRuns';

/** Compares each run after the first with it. */
export function compareProfiles(profiles: readonly RunProfile[]): readonly ComparedPair[] {
  return pairsOf(profiles).map(({ comparison, a, b }) => comparedPair(comparison, a, b));
}

/** What `exitscope compare` writes of the same runs. */
export function compareReport(profiles: readonly RunProfile[], format: ReportFormat): string {
  const pairs = pairsOf(profiles);
  const comparisons = pairs.map(({ comparison }) => comparison);
  switch (format) {
    case 'html':
      return [...compareHtml(pairs)].join('');
    case 'markdown':
      return comparisons.map(compareMarkdown).join('\n');
    case 'json':
      return `${JSON.stringify(compareJson(comparisons))}\n`;
  }
}

function pairsOf(profiles: readonly RunProfile[]): readonly ReportedPair[] {
  const [a, ...others] = profiles;
  if (a === undefined) return [];
  const sides = others.map((run): Side => [run]);
  return compareRuns([a], sides).map((comparison, index) => ({
    comparison,
    a,
    b: others[index]!,
  }));
}
