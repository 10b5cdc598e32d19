import type { LoadState } from '../../src/protocol/loading';
import { createButton } from '../controls';
import { element } from '../dom/element';
import { formatBytes } from '../format/bytes';
import { counted, formatCount } from '../format/count';

export interface LoadBannerOptions {
  readonly cancelled: () => void;
  readonly reloaded: () => void;
}

type Loading = Extract<LoadState, { kind: 'loading' }>;

/** Above what is read so far: how far the load is, or that it was stopped. */
export class LoadBanner {
  readonly root: HTMLElement;
  private readonly text = element('span', { class: 'load-text' });
  private readonly announcement = element('span', { class: 'visually-hidden', role: 'status' });
  private readonly bar = element('div', { class: 'progress-bar' });
  private readonly progress = element(
    'div',
    {
      class: 'progress',
      role: 'progressbar',
      'aria-label': 'Reading the recording',
      'aria-valuemin': '0',
      'aria-valuemax': '100',
    },
    this.bar,
  );
  private readonly cancel: HTMLElement;
  private readonly reload: HTMLElement;

  constructor(options: LoadBannerOptions) {
    this.cancel = createButton({
      label: 'Cancel',
      testId: 'cancel-load',
      pressed: options.cancelled,
    });
    this.reload = createButton({
      label: 'Load again',
      testId: 'load-again',
      pressed: options.reloaded,
    });
    this.root = element(
      'div',
      { class: 'load-banner', 'data-testid': 'load-banner' },
      this.progress,
      this.text,
      this.cancel,
      this.reload,
      this.announcement,
    );
    this.root.hidden = true;
  }

  show(load: LoadState): void {
    const isLoading = load.kind === 'loading';
    this.root.hidden = !isLoading && load.kind !== 'cancelled';
    this.root.dataset['kind'] = load.kind;
    this.progress.hidden = !isLoading;
    this.cancel.hidden = !isLoading;
    this.reload.hidden = load.kind !== 'cancelled';
    if (isLoading) this.showProgress(load);
    else if (load.kind === 'cancelled') this.showCancelled(load.events);
    else this.announcement.textContent = load.kind === 'complete' ? 'Loading is complete.' : '';
  }

  /** What the user asked for was not done. */
  showProblem(message: string): void {
    this.root.hidden = false;
    this.text.textContent = message;
    this.announcement.textContent = message;
  }

  private showProgress(load: Loading): void {
    const share = load.totalBytes === 0 ? 0 : Math.min(1, load.doneBytes / load.totalBytes);
    this.bar.style.width = `${share * 100}%`;
    this.progress.setAttribute('aria-valuenow', Math.floor(share * 100).toString());
    this.text.textContent = progressText(load, share);
    this.announcement.textContent = '';
  }

  private showCancelled(events: number): void {
    const text = `Loading was cancelled after ${formatCount(events)} events. What was read is shown.`;
    this.text.textContent = text;
    this.announcement.textContent = text;
  }
}

function progressText(load: Loading, share: number): string {
  if (load.totalBytes === 0) return 'Opening the recording…';
  const percent = Math.floor(share * 100);
  return `Reading: ${percent} % of ${formatBytes(load.totalBytes)}, ${counted(load.events, 'event')} so far`;
}
