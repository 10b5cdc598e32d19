import type { TimelineLane, TimelineOverview } from '../../../src/protocol/timeline';
import { element } from '../../dom/element';
import { formatCount } from '../../format/count';
import { formatShare } from '../../format/share';
import { formatDuration, type ClockUnit } from '../../format/time';
import { mapColumns } from '../../timeline/mapColumns';
import type { Palette } from '../../timeline/Palette';
import { instantText } from '../../timeline/rulerTicks';
import type { LaneAnswer } from '../../timeline/TimelinePicture';
import { columnAt, type Viewport } from '../../timeline/viewport';
import { columnTotals } from '../../timeline/viewTotals';
import type { StagePoint } from './LaneGestures';
import { kindNames } from './laneNames';

export interface HoverContent {
  /** undefined: nothing is pointed at. */
  readonly point: StagePoint | undefined;
  readonly timeNs: number | undefined;
  readonly lane: TimelineLane | undefined;
  /** The best one last. */
  readonly answers: readonly LaneAnswer[];
  readonly viewport: Viewport;
  readonly palette: Palette;
  readonly categories: TimelineOverview['categories'];
  readonly clockUnit: ClockUnit;
}

const BESIDE_CSS_PX = 14;

/** What is under the pointer: the time, and what the lane shows there. */
export class HoverText {
  private readonly root = element('div', {
    class: 'timeline-hover',
    'aria-hidden': 'true',
    hidden: '',
  });
  private text = '';

  constructor(private readonly stage: HTMLElement) {
    stage.append(this.root);
  }

  show(content: HoverContent): void {
    const { point, timeNs } = content;
    this.root.hidden = point === undefined || timeNs === undefined;
    if (point === undefined || timeNs === undefined) return;
    const lines = [
      instantText(Math.round(timeNs), content.clockUnit),
      ...laneLines(content, timeNs),
    ];
    const text = lines.join('\n');
    if (text !== this.text) {
      this.text = text;
      this.root.textContent = text;
    }
    const { offsetWidth: width, offsetHeight: height } = this.root;
    const fitsRight = point.xCssPx + BESIDE_CSS_PX + width < this.stage.clientWidth;
    const left = fitsRight ? point.xCssPx + BESIDE_CSS_PX : point.xCssPx - BESIDE_CSS_PX - width;
    const top = Math.min(point.yCssPx + BESIDE_CSS_PX, this.stage.clientHeight - height);
    this.root.style.transform = `translate(${Math.max(0, left)}px, ${Math.max(0, top)}px)`;
  }
}

function laneLines(
  { lane, answers, viewport, palette, categories, clockUnit }: HoverContent,
  timeNs: number,
): readonly string[] {
  const answer = answers.at(-1);
  if (lane === undefined || answer === undefined) return [];
  const { columns, window } = answer;
  const pixel = Math.floor(columnAt(viewport, timeNs));
  const at = mapColumns(
    { ...viewport, fromNs: viewport.fromNs + pixel * viewport.columnNs, columns: 1 },
    window,
  )[0]!;
  const name = `${lane.label}, ${kindNames[lane.kind]}`;
  if (at < 0) return [name];
  if (columns.form === 'level') {
    const [low, high] = [columns.low[at]!, columns.high[at]!];
    if (Number.isNaN(low)) return [name, 'not known'];
    const text = (ns: number): string => formatDuration(Math.round(ns), clockUnit);
    return [name, low === high ? text(low) : `${text(low)} to ${text(high)}`];
  }
  const present = [...columnTotals(columns, at)].filter(([, amount]) => amount > 0);
  const totals = present.toSorted(([, one], [, other]) => other - one);
  return [
    name,
    ...totals.map(([category, amount]) => {
      const { title } = palette.look(lane.kind, categories[lane.kind][category] ?? '');
      if (columns.form === 'counts') return `${formatCount(amount)} × ${title}`;
      return amount > 0.9999 ? title : `${formatShare(amount)} ${title}`;
    }),
  ];
}
