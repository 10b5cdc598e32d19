import type { TimelineOverview } from '../../../src/protocol/timeline';
import type { ClockUnit } from '../../format/time';
import { niceScale } from '../niceScale';
import { rulerScale } from '../rulerTicks';
import type { TimelinePicture } from '../TimelinePicture';
import { columnAt } from '../viewport';
import { groupingOf } from './GroupedColumns';
import { pictureLaneName, pictureTitle } from './pictureTexts';
import { RectPath } from './RectPath';
import { escaped, svgElement } from './svgElement';
import { SvgFills } from './svgFills';
import { mostExits, mostLevel, svgLane } from './svgLane';
import { svgLegend } from './svgLegend';

/** What a picture shows, but for its pixels. */
export type PicturedColumns = Omit<TimelinePicture, 'canvas'>;

export interface ExportSvgOptions {
  readonly picture: PicturedColumns;
  readonly categories: TimelineOverview['categories'];
  readonly fileName: string;
  readonly clockUnit: ClockUnit;
  /** Without them there is room for the timeline's own pixels. */
  readonly withLanes: boolean;
}

export interface ExportedSvg {
  readonly text: string;
  readonly widthCssPx: number;
  readonly heightCssPx: number;
  /** Where the lanes are. */
  readonly lanesLeftCssPx: number;
  readonly lanesTopCssPx: number;
}

const PAD = 10;
const GUTTER = 150;
const TITLE = 24;
const RULER = 22;
const CSS_PX_PER_TICK = 110;

/** The timeline as it is in view, as a picture of lines and texts, with what explains it. */
export function exportSvg(options: ExportSvgOptions): ExportedSvg {
  const { picture, fileName, clockUnit, withLanes } = options;
  const { window, widthCssPx, heightCssPx, lanes, background, text } = picture;
  const fills = new SvgFills(background);
  const [left, top] = [PAD + GUTTER, PAD + TITLE + RULER];
  const width = left + widthCssPx + PAD;
  const hasLost = picture.lost.some((share) => share > 0);
  const lost = hasLost ? fills.over(text, 'wideHatch') : undefined;
  const legend = svgLegend(
    lanes,
    fills,
    { left: PAD, top: top + heightCssPx + PAD, width: width - 2 * PAD },
    lost,
  );
  const height = top + heightCssPx + PAD + legend.height + PAD;
  const size = { width, height };
  const body = [
    svgElement('rect', { ...size, fill: background }),
    svgElement(
      'text',
      { x: PAD, y: PAD + 14, 'font-size': 13, 'font-weight': 600 },
      escaped(pictureTitle(fileName, window, clockUnit)),
    ),
    ruler(options, left, top),
    names(options, top),
    withLanes ? laneMarkup(options, fills, left, top) : '',
    lost === undefined || !withLanes ? '' : lostMarkup(picture, lost, left, top),
    legend.markup,
  ];
  const root = {
    xmlns: 'http://www.w3.org/2000/svg',
    ...size,
    viewBox: `0 0 ${width} ${height}`,
    'font-family': 'system-ui, sans-serif',
    'font-size': 11,
    fill: text,
    role: 'img',
  };
  return {
    text: `${svgElement('svg', root, fills.defs(), ...body)}\n`,
    widthCssPx: width,
    heightCssPx: height,
    lanesLeftCssPx: left,
    lanesTopCssPx: top,
  };
}

function ruler({ picture, clockUnit }: ExportSvgOptions, left: number, top: number): string {
  const { window, widthCssPx, heightCssPx, text } = picture;
  const most = Math.max(2, Math.floor(widthCssPx / CSS_PX_PER_TICK));
  const { ticks, base } = rulerScale(window, most, clockUnit);
  const marks = ticks.map(({ timeNs, label }) => {
    const x = left + (columnAt(window, timeNs) * widthCssPx) / window.columns;
    return (
      svgElement('path', {
        d: `M${x} ${top - 6}v${heightCssPx + 6}`,
        stroke: text,
        opacity: 0.25,
      }) + svgElement('text', { x: x + 3, y: top - 8 }, escaped(label))
    );
  });
  const from =
    base === undefined ? '' : svgElement('text', { x: PAD, y: top - 8 }, escaped(`from ${base}`));
  return svgElement('g', {}, from, ...marks);
}

function names({ picture }: ExportSvgOptions, top: number): string {
  const vms = new Set(picture.lanes.flatMap(({ lane }) => (lane.vm === null ? [] : [lane.vm])));
  const labels = picture.lanes.map(({ lane, topCssPx, heightCssPx }) => {
    const middle = top + topCssPx + heightCssPx / 2;
    const size = Math.min(11, Math.max(8, heightCssPx - 1));
    return svgElement(
      'text',
      { x: PAD, y: middle + size * 0.36, 'font-size': size },
      escaped(pictureLaneName(lane, vms.size > 1)),
    );
  });
  return svgElement('g', {}, ...labels);
}

function laneMarkup(
  { picture, categories }: ExportSvgOptions,
  fills: SvgFills,
  left: number,
  top: number,
): string {
  const { window, widthCssPx, lanes } = picture;
  const { size } = groupingOf(window);
  const columnWidth = (widthCssPx * size) / window.columns;
  const scales = {
    exits: niceScale(mostExits(window, lanes)),
    windowNs: niceScale(mostLevel(lanes)),
  };
  const drawn = lanes.map((lane) =>
    svgElement(
      'g',
      { 'data-lane': lane.lane.key },
      svgLane({
        ...{ view: window, categories: categories[lane.lane.kind], lane, fills, scales },
        box: { left, top: top + lane.topCssPx, height: lane.heightCssPx, columnWidth },
      }),
    ),
  );
  return svgElement('g', { 'shape-rendering': 'crispEdges' }, ...drawn);
}

function lostMarkup(
  { window, widthCssPx, heightCssPx, lost }: PicturedColumns,
  fill: string,
  left: number,
  top: number,
): string {
  const path = new RectPath();
  const columnWidth = widthCssPx / window.columns;
  lost.forEach((share, column) => {
    if (share === 0) return;
    const x = left + column * columnWidth;
    // The end is the next one's start to the last bit, so that neighbours become one.
    path.add(x, left + (column + 1) * columnWidth, top, top + heightCssPx);
  });
  return svgElement('path', { d: path.text(), fill });
}
