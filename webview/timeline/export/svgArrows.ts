import { areReadable } from '../drawArrows';
import type { PicturedColumns } from './PicturedColumns';
import { columnAt } from '../viewport';
import { svgElement, svgNumber } from './svgElement';

const STUB_CSS_PX = 14;
const HEAD_CSS_PX = 5;

export interface ArrowsPlace {
  /** Of the lanes in the picture, in CSS pixels. */
  readonly left: number;
  readonly top: number;
}

/** Wakeups from who caused them to the vCPU that woke, where there are few enough to read. */
export function svgArrows(picture: PicturedColumns, { left, top }: ArrowsPlace): string {
  const { arrows, window, widthCssPx, lanes } = picture;
  if (arrows === undefined || !areReadable(arrows, window, widthCssPx)) return '';
  const byKey = new Map(lanes.map((lane) => [lane.lane.key, lane]));
  const looks = lanes.find(({ lane }) => lane.kind === 'wakes')?.looks ?? [];
  const xOf = (timeNs: number): number =>
    left + (columnAt(window, timeNs) * widthCssPx) / window.columns;
  const drawn: string[] = [];
  for (let arrow = 0; arrow < arrows.toNs.length; arrow++) {
    const to = byKey.get(arrows.keys[arrows.to[arrow]!] ?? '');
    if (to === undefined) continue;
    const [fromX, toX] = [xOf(arrows.fromNs[arrow]!), xOf(arrows.toNs[arrow]!)];
    if (Math.max(fromX, toX) < left || Math.min(fromX, toX) > left + widthCssPx) continue;
    const from = byKey.get(arrows.keys[arrows.from[arrow]!] ?? '');
    const color = looks[arrows.cause[arrow]!]?.color ?? picture.text;
    if (from === undefined || from === to) {
      const y = top + to.topCssPx;
      drawn.push(
        arrowTo(
          `M${svgNumber(toX)} ${svgNumber(y - STUB_CSS_PX)}V${svgNumber(y)}`,
          toX,
          y,
          1,
          color,
        ),
      );
      continue;
    }
    const isDown = from.topCssPx < to.topCssPx;
    const fromY = top + from.topCssPx + (isDown ? from.heightCssPx : 0);
    const toY = top + to.topCssPx + (isDown ? 0 : to.heightCssPx);
    const bend = Math.max(8, Math.abs(toY - fromY) * 0.4) * (isDown ? 1 : -1);
    const points = [fromX, fromY + bend, toX, toY - bend, toX, toY].map(svgNumber).join(' ');
    const line = `M${svgNumber(fromX)} ${svgNumber(fromY)}C${points}`;
    drawn.push(arrowTo(line, toX, toY, isDown ? 1 : -1, color));
  }
  return drawn.length === 0 ? '' : svgElement('g', { 'data-arrows': drawn.length }, ...drawn);
}

function arrowTo(line: string, x: number, y: number, direction: 1 | -1, color: string): string {
  const base = svgNumber(y - HEAD_CSS_PX * direction);
  const head = `M${svgNumber(x)} ${svgNumber(y)}L${svgNumber(x - 3)} ${base}L${svgNumber(x + 3)} ${base}z`;
  return (
    svgElement('path', { d: line, fill: 'none', stroke: color, 'stroke-width': 1.25 }) +
    svgElement('path', { d: head, fill: color })
  );
}
