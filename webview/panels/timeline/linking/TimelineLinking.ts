import type {
  FollowNotice,
  LinkChange,
  LinkNotice,
  PointerNotice,
  ScrollNotice,
  TimelineLink,
} from '../../../../src/protocol/timelineLink';
import { MenuButton } from '../../../dom/MenuButton';
import type { ClockUnit } from '../../../format/time';
import type { Host } from '../../../host';
import type { TimelineState } from '../../../state/timelineState';
import type { LanesView } from '../LanesView';
import { linkLines, linkText } from './linkText';
import { Mirror } from './Mirror';
import { StandTeller } from './StandTeller';

export interface TimelineLinkingOptions {
  readonly host: Host;
  readonly lanes: LanesView;
  readonly state: () => TimelineState;
  readonly clockUnit: () => ClockUnit;
}

/** Keeps a timeline with those that it is linked with, and says how it is. */
export class TimelineLinking {
  readonly root: HTMLElement;
  private readonly menu: MenuButton;
  private readonly stand: StandTeller;
  private readonly mirror: Mirror;
  private link: TimelineLink | null = null;

  constructor(private readonly options: TimelineLinkingOptions) {
    const { host, lanes, state } = options;
    this.stand = new StandTeller({
      host,
      navigator: lanes.navigator,
      state,
      linked: (link) => {
        this.linked(link);
      },
    });
    this.mirror = new Mirror(host, lanes);
    const entry = (
      label: string,
      change: LinkChange,
    ): { label: string; testId: string; chosen: () => void } => ({
      label,
      testId: `link-${change}`,
      chosen: () => void host.call('changeLink', { change }),
    });
    this.menu = new MenuButton({
      label: 'Linked',
      testId: 'timeline-link',
      entries: [
        entry('Align Otherwise…', 'align'),
        entry('Side by Side or Stacked…', 'arrange'),
        entry('Unlink', 'end'),
      ],
    });
    this.root = this.menu.root;
    this.root.classList.add('timeline-link');
    this.root.hidden = true;
  }

  noticed(notice: LinkNotice | FollowNotice | PointerNotice | ScrollNotice): void {
    switch (notice.notice) {
      case 'link':
        this.linked(notice.link);
        this.stand.tell();
        break;
      case 'follow':
        this.stand.follow({ fromNs: notice.fromNs, toNs: notice.toNs });
        break;
      case 'pointer':
        this.mirror.pointedElsewhere(notice.timeNs);
        break;
      case 'scroll':
        this.mirror.scrolledElsewhere(notice.lane);
    }
  }

  /** The user has it begin at a place that was picked elsewhere. */
  led(): void {
    this.stand.led();
  }

  /** Where the pointer is; undefined: not on the lanes. */
  pointed(timeNs: number | undefined): void {
    this.mirror.pointed(timeNs);
  }

  /** A frame was drawn. */
  drawn(): void {
    this.stand.drawn();
    this.mirror.drawn();
  }

  /** The view stands still. */
  settled(): void {
    this.stand.tell();
  }

  /** Another load has begun. */
  restart(): void {
    this.stand.restart();
  }

  private linked(link: TimelineLink | null): void {
    if (JSON.stringify(link) === JSON.stringify(this.link)) return;
    this.link = link;
    const { lanes, clockUnit } = this.options;
    this.stand.isLinked = link !== null;
    this.mirror.linked(link !== null);
    lanes.navigator.setReach(link?.reach);
    this.root.hidden = link === null;
    if (link === null) return;
    this.menu.rename(`Linked to ${linkText(link, clockUnit())}`, linkLines(link, clockUnit()));
  }
}
