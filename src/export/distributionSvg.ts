import type { RunDistribution } from '../protocol/compare';
import { BINS_A_DECADE, durationShares } from '../queries/compare/durationShares';
import type { ValueWords } from '../queries/compare/ValueWords';
import { escapeHtml } from './escapeHtml';

const WIDTH = 720;
const HEIGHT = 200;
const LEFT = 44;
const BOTTOM = 28;
const TOP = 12;

/** Two distributions of durations over each other, on a logarithmic scale: how often what lasts how long. */
export function distributionSvg(
  title: string,
  a: RunDistribution,
  b: RunDistribution,
  words: ValueWords,
): string {
  const [ofA, ofB] = [durationShares(a), durationShares(b)];
  const bins = [...ofA.keys(), ...ofB.keys()];
  const first = Math.min(...bins);
  const last = Math.max(...bins) + 1;
  const most = Math.max(...ofA.values(), ...ofB.values());
  const x = (bin: number): number =>
    LEFT + ((bin - first) / Math.max(1, last - first)) * (WIDTH - LEFT - 8);
  const y = (share: number): number => HEIGHT - BOTTOM - (share / most) * (HEIGHT - BOTTOM - TOP);
  const described = [a, b]
    .map(
      ({ total, p50Ns, p99Ns }, index) =>
        `${index === 0 ? 'A' : 'B'}: ${total} durations, median ${words.value('ns', p50Ns)}, 99th percentile ${words.value('ns', p99Ns)}`,
    )
    .join('. ');
  return [
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(`${title}. ${described}.`)}">`,
    `<line class="axis" x1="${LEFT}" y1="${y(0)}" x2="${WIDTH}" y2="${y(0)}"/>`,
    ...decades(first, last).map(
      (bin) =>
        `<line class="grid" x1="${px(x(bin))}" y1="${TOP}" x2="${px(x(bin))}" y2="${y(0)}"/>` +
        `<text x="${px(x(bin))}" y="${HEIGHT - 8}" text-anchor="middle">${escapeHtml(words.value('ns', 10 ** (bin / BINS_A_DECADE)))}</text>`,
    ),
    `<text x="${LEFT - 6}" y="${TOP + 8}" text-anchor="end">${(most * 100).toFixed(most < 0.1 ? 1 : 0)} %</text>`,
    `<text x="${LEFT - 6}" y="${y(0)}" text-anchor="end">0</text>`,
    `<path class="a" d="${steps(ofA, first, last, x, y)}"/>`,
    `<path class="b" d="${steps(ofB, first, last, x, y)}"/>`,
    '</svg>',
  ].join('');
}

function decades(first: number, last: number): readonly number[] {
  const from = Math.ceil(first / BINS_A_DECADE) * BINS_A_DECADE;
  return Array.from(
    { length: Math.max(0, Math.floor((last - from) / BINS_A_DECADE) + 1) },
    (_, index) => from + index * BINS_A_DECADE,
  );
}

function steps(
  shares: ReadonlyMap<number, number>,
  first: number,
  last: number,
  x: (bin: number) => number,
  y: (share: number) => number,
): string {
  let path = `M${px(x(first))} ${px(y(0))}`;
  for (let bin = first; bin < last; bin++) {
    path += `V${px(y(shares.get(bin) ?? 0))}H${px(x(bin + 1))}`;
  }
  return `${path}V${px(y(0))}`;
}

function px(value: number): string {
  return value.toFixed(1);
}
