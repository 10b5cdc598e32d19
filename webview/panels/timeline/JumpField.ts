import { parseMoment, type MomentClock } from '../../../src/base/parseMoment';
import { createTextField } from '../../controls';
import { element } from '../../dom/element';
import { formatDuration } from '../../format/time';

export interface JumpFieldOptions {
  readonly clock: () => MomentClock;
  readonly jumped: (timeNs: number) => void;
  /** The focus goes back to where it was. */
  readonly closed: () => void;
}

/** A small field over the lanes that takes a time to go to. */
export class JumpField {
  readonly root: HTMLElement;
  private readonly field;
  private readonly mistake = element('p', { class: 'mistake', role: 'alert' });

  constructor(private readonly options: JumpFieldOptions) {
    this.field = createTextField({
      label: 'Go to time',
      isLabelInline: true,
      placeholder: '1.5s, 12ms, 2714.585616',
      testId: 'timeline-jump',
      edited: () => {
        this.mistake.hidden = true;
        this.field.setInvalid(false);
      },
      entered: () => {
        this.submit();
      },
    });
    this.root = element(
      'div',
      { class: 'timeline-jump', hidden: '' },
      this.field.root,
      this.mistake,
    );
    this.root.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      this.close();
    });
    this.mistake.hidden = true;
  }

  open(): void {
    this.root.hidden = false;
    this.field.focus();
  }

  private close(): void {
    this.root.hidden = true;
    this.options.closed();
  }

  private submit(): void {
    const clock = this.options.clock();
    const timeNs = parseMoment(this.field.text, clock);
    if (timeNs === undefined) {
      this.refuse(
        'No time: write 1.5s, 12ms or 300us since the first event, or a stamp of the trace’s clock.',
      );
      return;
    }
    const { endNs } = clock;
    if (endNs !== undefined && timeNs > endNs) {
      const after = formatDuration(timeNs, clock.unit);
      this.refuse(
        `${after} after the first event there is nothing: the last one is at ${formatDuration(endNs, clock.unit)}.`,
      );
      return;
    }
    this.close();
    this.options.jumped(timeNs);
  }

  private refuse(why: string): void {
    this.mistake.textContent = why;
    this.mistake.hidden = false;
    this.field.setInvalid(true);
  }
}
