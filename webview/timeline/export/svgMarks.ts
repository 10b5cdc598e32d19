import type { MarkerName, TimeRange } from '../../state/timelineState';
import { columnAt } from '../viewport';
import type { ArrowsPlace } from './svgArrows';
import type { PicturedColumns } from './PicturedColumns';
import { escaped, svgElement } from './svgElement';

/** What the user set on the time. */
export interface PicturedMarks {
  readonly range: TimeRange | undefined;
  readonly markers: Readonly<Record<MarkerName, number | undefined>>;
  readonly notes: readonly (TimeRange & { readonly text: string })[];
}

/** Between the labels of the ruler and the lanes. */
const FLAG_CSS_PX = 6;

/** The selected range, the markers, and a pennant over the lanes for each note. */
export function svgMarks(
  picture: PicturedColumns,
  { range, markers, notes }: PicturedMarks,
  { left, top }: ArrowsPlace,
): string {
  const { window, widthCssPx, heightCssPx, text } = picture;
  const right = left + widthCssPx;
  const xOf = (timeNs: number): number =>
    left + (columnAt(window, timeNs) * widthCssPx) / window.columns;
  const clamp = (x: number): number => Math.min(right, Math.max(left, x));
  const isSeen = (x: number): boolean => x >= left && x <= right;
  const drawn: string[] = [];
  if (range !== undefined) {
    const x = clamp(xOf(range.fromNs));
    const width = clamp(xOf(range.toNs)) - x;
    const area = { x, y: top, width, height: heightCssPx };
    if (width > 0) drawn.push(svgElement('rect', { ...area, fill: text, opacity: 0.14 }));
  }
  for (const name of ['a', 'b'] as const) {
    const timeNs = markers[name];
    if (timeNs === undefined || !isSeen(xOf(timeNs))) continue;
    const x = xOf(timeNs);
    const line = `M${x} ${top - 6}v${heightCssPx + 6}`;
    drawn.push(
      svgElement('path', { d: line, stroke: text, 'stroke-dasharray': '6 3' }),
      svgElement(
        'text',
        { x, y: top - 20, 'text-anchor': 'middle', 'font-weight': 600 },
        name.toUpperCase(),
      ),
    );
  }
  for (const { fromNs, toNs, text: words } of notes) {
    const x = xOf(fromNs);
    const end = clamp(xOf(toNs));
    if (!isSeen(x) && end - clamp(x) <= 0) continue;
    const y = top - FLAG_CSS_PX;
    const from = clamp(x);
    const bar = end > from ? `M${from} ${y}h${end - from}v2h-${end - from}z` : '';
    const pennant = isSeen(x) ? `M${x} ${y}l8 3l-8 3z` : '';
    drawn.push(
      svgElement('path', { d: bar + pennant, fill: text }, svgElement('title', {}, escaped(words))),
    );
  }
  return drawn.length === 0 ? '' : svgElement('g', {}, ...drawn);
}
