import type { ReportFormat } from '../protocol/comparePage';
import { compareJson } from '../queries/compare/compareJson';
import { compareHtml } from './compareHtml';
import type { ReportedPair } from './compareHtml';
import { compareMarkdown } from './compareMarkdown';

/** Pieces of what `exitscope compare` writes in a format, and of what the editor saves. */
export function* compareDocument(
  pairs: readonly ReportedPair[],
  format: ReportFormat,
): Generator<string> {
  const comparisons = pairs.map(({ comparison }) => comparison);
  switch (format) {
    case 'html':
      yield* compareHtml(pairs);
      break;
    case 'markdown':
      yield comparisons.map(compareMarkdown).join('\n');
      break;
    case 'json':
      yield `${JSON.stringify(compareJson(comparisons))}\n`;
  }
}
