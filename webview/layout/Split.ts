import { element } from '../dom/element';
import { clampShare, shareAt, type SplitGeometry } from './splitShares';

/** `columns`: side by side; `rows`: one above the other. */
export type SplitDirection = 'columns' | 'rows';

export interface SplitOptions {
  readonly label: string;
  readonly testId: string;
  readonly first: HTMLElement;
  readonly second: HTMLElement;
  readonly minCssPx: Readonly<
    Record<SplitDirection, { readonly first: number; readonly second: number }>
  >;
  readonly direction: (widthCssPx: number) => SplitDirection;
  /** Of the first pane, 0 to 1. */
  readonly share: (direction: SplitDirection) => number;
  readonly moved: (share: number, direction: SplitDirection) => void;
}

const keyStep = 0.02;

/** Two panes with a divider that the mouse drags and the arrow keys move. */
export class Split {
  readonly root: HTMLElement;
  private readonly divider: HTMLElement;
  private direction: SplitDirection = 'rows';

  constructor(private readonly options: SplitOptions) {
    this.divider = element('div', {
      class: 'divider',
      role: 'separator',
      tabindex: '0',
      'aria-label': options.label,
      'data-testid': options.testId,
    });
    this.root = element('div', { class: 'split' }, options.first, this.divider, options.second);
    this.divider.addEventListener('pointerdown', (event) => {
      this.startDrag(event);
    });
    this.divider.addEventListener('keydown', (event) => {
      this.pressKey(event);
    });
    new ResizeObserver(() => {
      this.layOut();
    }).observe(this.root);
    this.layOut();
  }

  /** Without its second pane the first one takes all the room. */
  showSecond(isShown: boolean): void {
    this.options.second.hidden = !isShown;
    this.divider.hidden = !isShown;
    this.layOut();
  }

  /** Its share is another one. */
  refresh(): void {
    this.layOut();
  }

  private layOut(): void {
    this.direction = this.options.direction(this.root.clientWidth);
    this.root.dataset['direction'] = this.direction;
    const isColumns = this.direction === 'columns';
    this.divider.setAttribute('aria-orientation', isColumns ? 'vertical' : 'horizontal');
    const geometry = this.geometry();
    const share = clampShare(this.options.share(this.direction), geometry);
    // The share is kept as the user set it: a window made small and large again gets it back.
    this.options.first.style.flexBasis = `${share * 100}%`;
    this.options.second.style.flexBasis = `${(1 - share) * 100}%`;
    this.divider.setAttribute('aria-valuenow', percent(share));
    this.divider.setAttribute('aria-valuemin', percent(clampShare(0, geometry)));
    this.divider.setAttribute('aria-valuemax', percent(clampShare(1, geometry)));
  }

  private geometry(): SplitGeometry {
    const { first, second } = this.options.minCssPx[this.direction];
    const isColumns = this.direction === 'columns';
    return {
      totalCssPx: isColumns ? this.root.clientWidth : this.root.clientHeight,
      firstMinCssPx: first,
      secondMinCssPx: second,
    };
  }

  private startDrag(down: PointerEvent): void {
    down.preventDefault();
    this.divider.focus();
    this.divider.setPointerCapture(down.pointerId);
    const drag = (event: PointerEvent): void => {
      const box = this.root.getBoundingClientRect();
      const pointerCssPx =
        this.direction === 'columns' ? event.clientX - box.left : event.clientY - box.top;
      this.moveTo(shareAt(pointerCssPx, this.geometry()));
    };
    this.divider.addEventListener('pointermove', drag);
    this.divider.addEventListener(
      'lostpointercapture',
      () => {
        this.divider.removeEventListener('pointermove', drag);
      },
      { once: true },
    );
  }

  private pressKey(event: KeyboardEvent): void {
    const target = this.shareForKey(event.key);
    if (target === undefined) return;
    event.preventDefault();
    this.moveTo(clampShare(target, this.geometry()));
  }

  private shareForKey(key: string): number | undefined {
    const { direction, options } = this;
    const [less, more] =
      direction === 'columns' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    const shown = clampShare(options.share(direction), this.geometry());
    if (key === less) return shown - keyStep;
    if (key === more) return shown + keyStep;
    if (key === 'Home') return 0;
    if (key === 'End') return 1;
    return undefined;
  }

  private moveTo(share: number): void {
    this.options.moved(share, this.direction);
    this.layOut();
  }
}

function percent(share: number): string {
  return Math.round(share * 100).toString();
}
