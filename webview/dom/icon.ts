const svgNamespace = 'http://www.w3.org/2000/svg';

/** Outlines on a 16 by 16 grid, in the weight of VS Code's own icons. */
const outlines = {
  check: 'M3 8.5l3.5 3.5L13 4.5',
  close: 'M4 4l8 8M12 4l-8 8',
  code: 'M5.5 4.5L2 8l3.5 3.5M10.5 4.5L14 8l-3.5 3.5',
  filter: 'M2.5 3.5h11L9.5 8.5v4l-3 1.5v-5.5z',
  help: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2M6.4 6.4a1.6 1.6 0 1 1 2.3 1.4c-.5.3-.7.6-.7 1.1v.3M8 10.7v.9',
  copy: 'M5.5 5.5h7v8h-7zM3.5 10.5v-8h7',
  edit: 'M10.5 3l2.5 2.5L6 12.5l-3.2.7.7-3.2zM9 4.5L11.5 7',
  expand: 'M6 4l4 4-4 4',
  error: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4',
  warning: 'M8 2.5l6 11H2zM8 6.5v3.5M8 11.3v1',
  info: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2M8 7.2v4M8 4.8v1',
  pin: 'M6 2.5h4M6.5 2.5v4.5L4.5 9.5h7L9.5 7V2.5M8 9.5V14',
  hide: 'M1.5 8C3.5 5 5.5 3.8 8 3.8S12.5 5 14.5 8c-2 3-4 4.2-6.5 4.2S3.5 11 1.5 8M3 13L13 3',
  fit: 'M2 8h12M4.5 5.5L2 8l2.5 2.5M11.5 5.5L14 8l-2.5 2.5M2 3v10M14 3v10',
  zoomIn: 'M7 2.5a4.5 4.5 0 1 1 0 9A4.5 4.5 0 0 1 7 2.5M10.3 10.3L14 14M7 5v4M5 7h4',
  zoomOut: 'M7 2.5a4.5 4.5 0 1 1 0 9A4.5 4.5 0 0 1 7 2.5M10.3 10.3L14 14M5 7h4',
  back: 'M13.5 8h-11M6.5 4L2.5 8l4 4',
  forward: 'M2.5 8h11M9.5 4l4 4-4 4',
  box: 'M3 5V3h2M7 3h2M11 3h2v2M13 7v2M13 11v2h-2M9 13H7M5 13H3v-2M3 9V7',
  expandTo: 'M3 3v10M13 3v10M5 8h6M6.8 6L5 8l1.8 2M9.2 6L11 8 9.2 10',
  swap: 'M2.5 5.5h10M9.5 2.5l3 3-3 3M13.5 10.5h-10M6.5 7.5l-3 3 3 3',
  table: 'M2.5 3.5h11v9h-11zM2.5 6.5h11M2.5 9.5h11M6.5 6.5v6',
} as const;

export type IconName = keyof typeof outlines;

/** A picture beside text or on a labelled button: hidden from screen readers, coloured like its text. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svgNamespace, 'path');
  path.setAttribute('d', outlines[name]);
  svg.append(path);
  return svg;
}
