import type { Host } from '../../host';
import type { Store } from '../../state/Store';
import type { ViewToolbar } from '../ViewToolbar';

export interface TimelinePanelOptions {
  readonly host: Host;
  readonly store: Store;
  readonly toolbar: ViewToolbar;
  readonly timePicked: (timeNs: number) => void;
  /** Row in the whole trace. */
  readonly eventPicked: (row: number) => void;
}
