import type { Difference } from '../../src/protocol/compare';
import { intervalShape } from './intervalShape';

const svgNamespace = 'http://www.w3.org/2000/svg';
const HALF_CSS_PX = 44;
const HEIGHT_CSS_PX = 14;
const MIDDLE_CSS_PX = HEIGHT_CSS_PX / 2;

/** The interval of a difference as a line with its value, around a mark of no difference; its words stand beside it. */
export function drawInterval(row: Difference): SVGSVGElement {
  const svg = svgElement('svg', {
    viewBox: `${-HALF_CSS_PX - 4} 0 ${2 * HALF_CSS_PX + 8} ${HEIGHT_CSS_PX}`,
    class: row.significant ? 'interval significant' : 'interval',
    'aria-hidden': 'true',
  });
  svg.append(svgElement('path', { class: 'interval-zero', d: `M0 0V${HEIGHT_CSS_PX}` }));
  const shape = intervalShape(row);
  if (shape === undefined) return svg;
  const x = (value: number): string => (value * HALF_CSS_PX).toFixed(1);
  const end = (value: number, isCut: boolean, towards: 1 | -1): string =>
    isCut
      ? `M${(value * HALF_CSS_PX - towards * 3).toFixed(1)} ${MIDDLE_CSS_PX - 3}l${3 * towards} 3l${-3 * towards} 3`
      : `M${x(value)} ${MIDDLE_CSS_PX - 3}v6`;
  const line = `M${x(shape.from)} ${MIDDLE_CSS_PX}H${x(shape.to)}`;
  const ends = end(shape.from, shape.isCutBelow, -1) + end(shape.to, shape.isCutAbove, 1);
  const dot = { cx: x(shape.at), cy: String(MIDDLE_CSS_PX), r: '2.5' };
  svg.append(
    svgElement('path', { class: 'interval-line', d: line + ends }),
    svgElement('circle', { class: 'interval-value', ...dot }),
  );
  return svg;
}

function svgElement<Tag extends 'svg' | 'path' | 'circle'>(
  tag: Tag,
  attributes: Readonly<Record<string, string>>,
): SVGElementTagNameMap[Tag] {
  const created = document.createElementNS(svgNamespace, tag);
  for (const [name, value] of Object.entries(attributes)) created.setAttribute(name, value);
  return created;
}
