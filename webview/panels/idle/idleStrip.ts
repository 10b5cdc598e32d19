import { STRIP_HEIGHT, stripPath } from './stripPath';

const svgNamespace = 'http://www.w3.org/2000/svg';

/** A vCPU's idle share over the time as a picture; `picked`: the slice that was clicked. */
export function idleStrip(shares: Float64Array, picked: (slice: number) => void): SVGSVGElement {
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('viewBox', `0 0 ${shares.length} ${STRIP_HEIGHT}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('class', 'idle-strip');
  // The table beside it has what it shows.
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svgNamespace, 'path');
  path.setAttribute('d', stripPath(shares));
  svg.append(path);
  svg.addEventListener('click', (event) => {
    const { left, width } = svg.getBoundingClientRect();
    const slice = Math.floor(((event.clientX - left) / width) * shares.length);
    picked(Math.min(shares.length - 1, Math.max(0, slice)));
  });
  return svg;
}
