import { counted, formatCount } from '../../format/count';
import { formatRange, type ClockUnit } from '../../format/time';
import type { HotContext } from './HotContext';

const svgNamespace = 'http://www.w3.org/2000/svg';
/** Height of the picture in its own units; a bin is one unit wide. */
const HEIGHT = 16;

/** How often something happened over the time of the trace, as bars. */
export function trendPicture(overTime: Uint32Array, label: string): SVGSVGElement {
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('viewBox', `0 0 ${overTime.length} ${HEIGHT}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('class', 'trend-picture');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  const path = document.createElementNS(svgNamespace, 'path');
  path.setAttribute('d', trendPath(overTime));
  svg.append(path);
  return svg;
}

/** The largest bin is as high as the picture; what is there but small is seen. */
export function trendPath(overTime: Uint32Array): string {
  const most = overTime.reduce((largest, count) => Math.max(largest, count), 0);
  let path = '';
  overTime.forEach((count, bin) => {
    if (count === 0) return;
    const height = Math.max(1, (count / most) * HEIGHT);
    path += `M${bin} ${HEIGHT}v-${height.toFixed(1)}h1V${HEIGHT}z`;
  });
  return path;
}

/** What the picture shows, in words: when most of it happened. */
export function trendText(
  overTime: Uint32Array,
  { fromNs, binNs }: HotContext['bins'],
  noun: string,
  clockUnit: ClockUnit,
): string {
  const all = overTime.reduce((sum, count) => sum + count, 0);
  if (all === 0) return `No ${noun} over time`;
  const filled = overTime.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  const top = overTime.indexOf(overTime.reduce((most, count) => Math.max(most, count), 0));
  const range = formatRange(fromNs + top * binNs, fromNs + (top + 1) * binNs, clockUnit);
  return `In ${filled} of ${counted(overTime.length, 'slice')} of the time; most, ${formatCount(overTime[top]!)} of ${counted(all, noun)}, in ${range}`;
}
