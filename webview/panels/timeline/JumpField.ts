import { createTextField } from '../../controls';
import { element } from '../../dom/element';
import { parseMoment, type MomentClock } from '../../timeline/parseMoment';

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
    const timeNs = parseMoment(this.field.text, this.options.clock());
    if (timeNs === undefined) {
      this.mistake.textContent =
        'No time: write 1.5s, 12ms or 300us since the first event, or a stamp of the trace’s clock.';
      this.mistake.hidden = false;
      this.field.setInvalid(true);
      return;
    }
    this.close();
    this.options.jumped(timeNs);
  }
}
