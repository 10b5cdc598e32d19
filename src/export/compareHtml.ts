import type { Comparison, Difference, RunFacts, RunProfile, Verdict } from '../protocol/compare';
import { durationsWords } from '../queries/compare/metricWords';
import { rowInWords } from '../queries/compare/rowInWords';
import { runNames } from '../queries/compare/runNames';
import { ValueWords } from '../queries/compare/ValueWords';
import { verdictOf } from '../queries/compare/verdict';
import { compareStyle } from './compareStyle';
import { distributionSvg } from './distributionSvg';
import { escapeHtml } from './escapeHtml';

/** A comparison with the runs that it is of. */
export interface ReportedPair {
  readonly comparison: Comparison;
  readonly a: RunProfile;
  readonly b: RunProfile;
}

/** Distributions that are drawn, as the rows that are about them come. */
const MOST_DRAWN = 8;

/** Pieces of a report that stands alone: one file without scripts, and nothing from elsewhere. */
export function* compareHtml(pairs: readonly ReportedPair[]): Generator<string> {
  const [first] = pairs;
  const title = first === undefined ? 'Comparison' : titleOf(first.comparison);
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${compareStyle}</style>
</head>
<body>
<main>
`;
  for (const pair of pairs) yield* report(pair);
  yield '<p class="soft">Made by Exitscope. An interval holds the true difference with 95 % certainty; rows count as different where, of all rows so called, about 5 % are chance (Benjamini and Hochberg).</p>\n</main>\n</body>\n</html>\n';
}

function titleOf({ a, b }: Comparison): string {
  const [nameA, nameB] = runNames(a, b);
  return `${nameA} against ${nameB}`;
}

function* report({ comparison, a, b }: ReportedPair): Generator<string> {
  const { differences } = comparison;
  const { headline, sentences, resolution } = verdictOf(comparison);
  const words = new ValueWords(comparison.a.clockUnit);
  const [significant, others] = [
    differences.filter((row) => row.significant),
    differences.filter((row) => !row.significant),
  ];
  yield `<h1>${escapeHtml(titleOf(comparison))}</h1>
<p><span class="nameA">A</span>: ${pathsOf(comparison.a, comparison.moreOfA)}<br><span class="nameB">B</span>: ${pathsOf(comparison.b, comparison.moreOfB)}</p>
<h2>Verdict</h2>
<p><strong>${escapeHtml(headline)}</strong> ${escapeHtml(resolution)}</p>
${sentencesList(sentences)}<h2>Comparable?</h2>
${comparableTable(comparison)}
`;
  if (significant.length > 0) {
    yield `<h2>Differences</h2>\n${rowsTable(significant, words, 'Most important first; B − A with its 95 % interval.')}\n`;
  }
  const drawn = drawnIds(differences, a, b);
  if (drawn.length > 0) yield '<h2>Distributions</h2>\n';
  for (const { id, what } of drawn) {
    const [ofA, ofB] = [a, b].map(({ distributions }) => distributions.find((of) => of.id === id)!);
    yield `<h3>${escapeHtml(what)}</h3>
<p class="soft"><span class="nameA">A</span> solid, <span class="nameB">B</span> dashed: part of all durations by tenth of a decade.</p>
${distributionSvg(what, ofA!, ofB!, words)}
`;
  }
  if (others.length > 0) {
    yield `<h2>No difference shown</h2>\n<details><summary>${others.length} rows</summary>\n${rowsTable(others, words, 'What may be chance, or less than 1 %.')}\n</details>\n`;
  }
  yield notComparedTable(comparison);
}

function sentencesList(sentences: Verdict['sentences']): string {
  if (sentences.length === 0) return '';
  return `<ul>${sentences.map(({ text }) => `<li>${escapeHtml(text)}</li>`).join('')}</ul>\n`;
}

function pathsOf(first: RunFacts, more: readonly RunFacts[]): string {
  return [first, ...more]
    .flatMap(({ sources }) => sources)
    .map(({ path }) => `<code>${escapeHtml(path)}</code>`)
    .join(', ');
}

function comparableTable({ comparable }: Comparison): string {
  const rows = comparable.map(
    ({ what, a, b, severity, text }) =>
      `<tr><th scope="row">${escapeHtml(what)}</th><td>${escapeHtml(a)}</td><td>${escapeHtml(b)}</td><td class="${severity}">${severity === 'ok' ? 'ok' : escapeHtml(`${severity}: ${text}`)}</td></tr>`,
  );
  return scrolled(
    'Comparable?',
    `<table><thead><tr><th scope="col">what</th><th scope="col" class="nameA">A</th><th scope="col" class="nameB">B</th><th scope="col">verdict</th></tr></thead><tbody>${rows.join('')}</tbody></table>`,
  );
}

function rowsTable(rows: readonly Difference[], words: ValueWords, caption: string): string {
  const lines = rows.map((difference) => {
    const row = rowInWords(difference, words);
    const numbers = [
      row.aText,
      row.bText,
      row.deltaText,
      row.relativeText,
      row.intervalText,
      row.adjustedP < 0.001 ? '< 0.001' : row.adjustedP.toFixed(3),
    ];
    const cells = numbers.map((text) => `<td class="n">${escapeHtml(text)}</td>`).join('');
    const doubt =
      row.doubts.length === 0
        ? ''
        : `<br><span class="warning">doubtful: ${escapeHtml(row.doubts.join(', '))}</span>`;
    return `<tr><th scope="row">${escapeHtml(row.what)}<br><code class="soft">${escapeHtml(row.id)}</code>${doubt}</th>${cells}</tr>`;
  });
  return scrolled(
    caption,
    `<table><caption>${escapeHtml(caption)}</caption><thead><tr><th scope="col">row</th><th scope="col" class="n nameA">A</th><th scope="col" class="n nameB">B</th><th scope="col" class="n">B − A</th><th scope="col" class="n">%</th><th scope="col" class="n">95 % interval</th><th scope="col" class="n">adjusted p</th></tr></thead><tbody>${lines.join('')}</tbody></table>`,
  );
}

/** Of which both runs have durations: those that differ most first. */
function drawnIds(
  differences: readonly Difference[],
  a: RunProfile,
  b: RunProfile,
): readonly { readonly id: string; readonly what: string }[] {
  const both = new Set(a.distributions.map(({ id }) => id));
  const ofB = new Set(b.distributions.map(({ id }) => id));
  const drawn = new Map<string, string>();
  for (const { id, measure } of differences) {
    if (measure !== 'p50' && measure !== 'p99') continue;
    const distribution = id.slice(0, -(measure.length + 1));
    if (!both.has(distribution) || !ofB.has(distribution) || drawn.size >= MOST_DRAWN) continue;
    if (!drawn.has(distribution)) drawn.set(distribution, durationsWords(distribution));
  }
  return [...drawn].map(([id, what]) => ({ id, what }));
}

function notComparedTable({ notCompared }: Comparison): string {
  if (notCompared.length === 0) return '';
  const rows = notCompared.map(
    ({ id, what, why }) =>
      `<tr><th scope="row">${escapeHtml(what)}<br><code class="soft">${escapeHtml(id)}</code></th><td>${escapeHtml(why)}</td></tr>`,
  );
  return `<h2>Not compared</h2>\n<details><summary>${notCompared.length} rows</summary>${scrolled('Not compared', `<table><tbody>${rows.join('')}</tbody></table>`)}</details>\n`;
}

/** In a narrow window it is moved sideways, by keyboard as well. */
function scrolled(label: string, table: string): string {
  return `<div class="scroll" tabindex="0" role="group" aria-label="${escapeHtml(label)}">${table}</div>`;
}
