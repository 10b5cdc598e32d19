import { createIconButton } from '../../controls';
import { element } from '../../dom/element';
import type { IconName } from '../../dom/icon';

export interface TimelineToolsOptions {
  readonly fitted: () => void;
  readonly zoomed: (factor: number) => void;
  readonly back: () => void;
  readonly forward: () => void;
  readonly boxToggled: () => void;
  readonly tableToggled: () => void;
  readonly zoomedToSelection: () => void;
  readonly allShown: () => void;
  readonly helped: () => void;
}

/** Of the view that one press of “in” leaves. */
const ZOOM_STEP = 0.5;

/** Buttons that move the view; what they are told on the keyboard stands in their tooltips. */
export class TimelineTools {
  readonly root: HTMLElement;
  private readonly box: HTMLElement;
  private readonly table: HTMLElement;
  private readonly backButton: HTMLElement;
  private readonly forwardButton: HTMLElement;
  private readonly selection: HTMLElement;
  private readonly hidden = element('button', {
    type: 'button',
    class: 'link',
    'data-testid': 'timeline-show-hidden',
  });

  constructor(options: TimelineToolsOptions) {
    const tool = (icon: IconName, label: string, id: string, pressed: () => void): HTMLElement =>
      createIconButton({ icon, label, testId: `timeline-${id}`, pressed });
    this.backButton = tool('back', 'Back to the view before (Alt+Left)', 'back', options.back);
    this.forwardButton = tool('forward', 'Forward (Alt+Right)', 'forward', options.forward);
    this.box = tool('box', 'Draw a box to zoom to (B, or Alt and drag)', 'box', options.boxToggled);
    this.table = tool('table', 'The view as a table (T)', 'table-toggle', options.tableToggled);
    this.selection = tool(
      'expandTo',
      'Zoom to the selection (Z)',
      'zoom-selection',
      options.zoomedToSelection,
    );
    this.hidden.addEventListener('click', options.allShown);
    this.root = element(
      'div',
      { class: 'timeline-tools', role: 'toolbar', 'aria-label': 'Timeline' },
      tool('fit', 'Fit the whole trace (F)', 'fit', options.fitted),
      tool('zoomIn', 'Zoom in (W, or turn the wheel)', 'zoom-in', () => {
        options.zoomed(ZOOM_STEP);
      }),
      tool('zoomOut', 'Zoom out (S)', 'zoom-out', () => {
        options.zoomed(1 / ZOOM_STEP);
      }),
      this.selection,
      this.box,
      this.backButton,
      this.forwardButton,
      this.table,
      tool('help', 'Keys and mouse (?)', 'help', options.helped),
      this.hidden,
    );
  }

  show(state: {
    readonly canGoBack: boolean;
    readonly canGoForward: boolean;
    readonly isBoxMode: boolean;
    readonly isTable: boolean;
    readonly hasSelection: boolean;
    readonly hiddenCount: number;
  }): void {
    setDisabled(this.backButton, !state.canGoBack);
    setDisabled(this.forwardButton, !state.canGoForward);
    setDisabled(this.selection, !state.hasSelection);
    this.box.setAttribute('aria-pressed', String(state.isBoxMode));
    this.table.setAttribute('aria-pressed', String(state.isTable));
    const { hiddenCount } = state;
    this.hidden.hidden = hiddenCount === 0;
    this.hidden.textContent =
      hiddenCount === 1 ? 'Show 1 hidden lane' : `Show ${hiddenCount} hidden lanes`;
  }
}

function setDisabled(button: HTMLElement, isDisabled: boolean): void {
  if (button.hasAttribute('disabled') === isDisabled) return;
  button.toggleAttribute('disabled', isDisabled);
}
