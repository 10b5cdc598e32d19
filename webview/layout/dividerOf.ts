import type { Divider, View } from '../state/viewState';

/** As in narrow.css. */
const NARROW = '(max-width: 699px)';
const LOW = '(max-height: 519px)';

/** Which divider is between a view and the events: the timeline's is another one where there is little room. */
export function dividerOf(view: View): Divider {
  if (view !== 'timeline') return view;
  if (matchMedia(LOW).matches) return 'timelineLow';
  return matchMedia(NARROW).matches ? 'timelineNarrow' : 'timeline';
}
