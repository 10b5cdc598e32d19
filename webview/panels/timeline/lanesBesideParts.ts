import { element } from '../../dom/element';
import { Split } from '../../layout/Split';
import type { Store } from '../../state/Store';
import { SideColumn } from './SideColumn';
import type { TimelineParts } from './timelineParts';

/** Below this the side pane goes under the lanes. */
const columnsFromCssPx = 900;
const dividers = { columns: 'timelineSide', rows: 'timelineBelow' } as const;

/** The lanes, with what belongs under them, beside the parts that say what is picked. */
export function lanesBesideParts(
  store: Store,
  parts: TimelineParts,
  main: readonly HTMLElement[],
): HTMLElement {
  return new Split({
    label: 'Size of the lanes beside the details',
    testId: 'timeline-divider',
    first: element('div', { class: 'timeline-main' }, ...main),
    second: new SideColumn(store, parts).root,
    minCssPx: { columns: { first: 420, second: 240 }, rows: { first: 140, second: 80 } },
    direction: (widthCssPx) => (widthCssPx < columnsFromCssPx ? 'rows' : 'columns'),
    share: (direction) => store.state.dividers[dividers[direction]],
    moved: (share, direction) => {
      store.dispatch({ type: 'divided', divider: dividers[direction], share });
    },
  }).root;
}
