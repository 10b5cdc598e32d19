import type { CodeLinks } from '../../code/CodeLinks';
import type { Host } from '../../host';
import type { Store } from '../../state/Store';
import type { ViewToolbar } from '../ViewToolbar';

export interface TimelinePanelOptions {
  readonly host: Host;
  readonly store: Store;
  readonly toolbar: ViewToolbar;
  readonly code: CodeLinks;
  readonly timePicked: (timeNs: number) => void;
  /** Row in the whole trace. */
  readonly eventPicked: (row: number) => void;
}
