import type { TimelineKey } from './TimelineContext';
import { timelineKeyName } from './timelineKeyName';

export interface TimelineKeysOptions {
  /** Keys act while the focus is in it, or nowhere. */
  readonly root: HTMLElement;
  readonly isShown: () => boolean;
  readonly keys: () => readonly TimelineKey[];
}

/** Listens for the timeline's keys, while nobody types. */
export function listenForTimelineKeys(options: TimelineKeysOptions): void {
  // Before the page's own keys: `/` goes to the search here, to the events' filter elsewhere.
  document.addEventListener(
    'keydown',
    (event) => {
      if (!options.isShown() || !isMeant(event, options.root)) return;
      const name = timelineKeyName(event);
      const key = options.keys().find((known) => known.key === name);
      if (key === undefined || (isPressable(event) && (name === 'Enter' || name === ' '))) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      key.pressed();
    },
    { capture: true },
  );
}

function isMeant(event: KeyboardEvent, root: HTMLElement): boolean {
  // Not `target`: it names the toolkit's element, not the input inside its shadow.
  const [target] = event.composedPath();
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return false;
  if (!(target instanceof Element)) return false;
  // A dialog or a menu has the keys for itself, and so have the rows of the gutter, the divider and the tabs.
  if (isWithin(event, 'dialog, [popover], [role=menu]')) return false;
  if (isArrow(event) && isWithin(event, '.lane-row, .divider, .part-scroller')) return false;
  return target === document.body || event.composedPath().includes(root);
}

function isArrow({ key, altKey }: KeyboardEvent): boolean {
  const isSideways = key === 'ArrowLeft' || key === 'ArrowRight';
  return key.startsWith('Arrow') && !(altKey && isSideways);
}

/** Also from inside a shadow root, such as that of the toolkit's buttons, where `closest` ends. */
function isWithin(event: KeyboardEvent, selector: string): boolean {
  return event.composedPath().some((node) => node instanceof Element && node.matches(selector));
}

function isPressable(event: KeyboardEvent): boolean {
  return isWithin(event, 'button, a, vscode-button, select');
}
