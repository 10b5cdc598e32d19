import type { EventDetail } from '../../../src/protocol/events';
import type { Host } from '../../host';
import { LatestCall } from '../../LatestCall';
import type { Store } from '../../state/Store';
import type { KnownTrace } from './KnownTrace';
import type { LanesView } from './LanesView';

export interface PointedEventOptions {
  readonly host: Host;
  readonly store: Store;
  readonly lanes: LanesView;
  readonly trace: KnownTrace;
  /** The user is at the timeline, and not at the table. */
  readonly isFocused: () => boolean;
  readonly failed: (message: string) => void;
}

/** The event that is selected in the table, pointed at on the lanes. */
export class PointedEvent {
  private readonly detailCall: LatestCall<'eventDetail'>;

  constructor(private readonly options: PointedEventOptions) {
    const { host, failed } = options;
    this.detailCall = new LatestCall({
      host,
      method: 'eventDetail',
      failed,
      answered: (event) => {
        this.pointAt(event);
      },
    });
  }

  /** `row`: in the whole trace. */
  follow(row: number): void {
    this.detailCall.ask({ row });
  }

  /** The view follows only those who are at the table. */
  private pointAt({ timeNs, vm, vcpu }: EventDetail): void {
    const { store, lanes, trace, isFocused } = this.options;
    store.dispatch({ type: 'timeline-pointed', timeNs });
    if (isFocused() || lanes.gestures.isDragging) return;
    lanes.navigator.reveal(timeNs);
    // Not where the table itself only follows a place of the lanes.
    if (document.activeElement?.closest('.events') === null) return;
    const lane = trace.overview?.lanes.find(
      (of) => of.kind === 'state' && of.vcpu !== null && of.vm === vm && of.vcpu === vcpu,
    );
    if (lane === undefined) return;
    store.dispatch({ type: 'place-selected', place: { lane: lane.key, timeNs } });
    lanes.revealLane(lane.key);
  }
}
