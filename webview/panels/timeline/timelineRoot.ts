import { element } from '../../dom/element';
import type { TimelineLinking } from './linking/TimelineLinking';
import type { TimelinePart } from './TimelineContext';
import type { TimelineControls } from './TimelineControls';
import type { TimelineTexts } from './TimelineTexts';

/** What the timeline consists of, but for its `body`: the lanes and what stands beside them. */
interface TimelineContents {
  readonly controls: TimelineControls;
  readonly toolbar: readonly TimelinePart[];
  readonly linking: TimelineLinking;
  readonly texts: TimelineTexts;
  readonly body: HTMLElement;
  readonly help: HTMLElement;
}

/** The panel of the timeline. */
export function timelineRoot(contents: TimelineContents): HTMLElement {
  const { controls, toolbar, linking, texts, body, help } = contents;
  return element(
    'div',
    {
      class: 'timeline',
      id: 'view-timeline',
      role: 'tabpanel',
      'aria-labelledby': 'tab-timeline',
      'data-testid': 'timeline',
      'data-lanes': '0',
      'data-complete': 'false',
    },
    element(
      'div',
      { class: 'toolbar timeline-toolbar' },
      controls.tools.root,
      ...toolbar.map((part) => part.root),
      element('div', { class: 'timeline-states' }, linking.root, texts.status),
    ),
    controls.jump.root,
    texts.problem,
    texts.emptiness,
    body,
    help,
  );
}
