import type { LoadState } from '../../src/protocol/loading';
import type { TracePart } from '../../src/protocol/TracePart';
import { createButton, createTextField, type TextField } from '../controls';
import { element } from '../dom/element';
import { formatCount } from '../format/count';
import { parseTracePart, type TracePartFields } from './parseTracePart';

export interface RefusalPanelOptions {
  readonly partChosen: (part: TracePart) => void;
}

/** Instead of the tables: why there is nothing to show, and what can be done. */
export class RefusalPanel {
  readonly root: HTMLElement;
  private readonly heading = element('h2');
  private readonly message = element('p', { class: 'refusal-message' });
  private readonly form: HTMLElement;

  constructor(options: RefusalPanelOptions) {
    this.form = partForm(options.partChosen);
    this.root = element(
      'section',
      { class: 'refusal', 'data-testid': 'refusal', 'aria-label': 'Recording' },
      element('div', { role: 'alert' }, this.heading, this.message),
      this.form,
    );
    this.root.hidden = true;
  }

  show(load: LoadState): void {
    const isRefused = load.kind === 'too-large' || load.kind === 'failed';
    this.root.hidden = !isRefused;
    if (!isRefused) return;
    this.form.hidden = load.kind !== 'too-large';
    this.message.textContent = load.message;
    this.heading.textContent =
      load.kind === 'failed'
        ? 'This recording cannot be read'
        : `About ${formatCount(load.estimatedEvents)} events do not fit into memory`;
  }
}

interface PartFieldTexts {
  readonly label: string;
  readonly placeholder: string;
}

const fieldTexts: Readonly<Record<keyof TracePartFields, PartFieldTexts>> = {
  from: { label: 'From time', placeholder: 'start, for example 1.5s' },
  to: { label: 'To time', placeholder: 'end, for example 2s' },
  hostCpus: { label: 'Host CPUs', placeholder: 'all, for example 0-3,8' },
  events: { label: 'Events', placeholder: 'all, for example kvm_*, sched_switch' },
};

function partForm(chosen: (part: TracePart) => void): HTMLElement {
  const mistake = element('p', { class: 'mistake', role: 'alert', 'data-testid': 'part-mistake' });
  const submit = (): void => {
    const result = parseTracePart({
      from: fields.from.text,
      to: fields.to.text,
      hostCpus: fields.hostCpus.text,
      events: fields.events.text,
    });
    for (const field of Object.values(fields)) field.setInvalid(false);
    mistake.textContent = '';
    if (result.kind === 'part') chosen(result.part);
    else {
      mistake.textContent = result.message;
      fields[result.field].setInvalid(true);
      fields[result.field].focus();
    }
  };
  const field = (name: keyof TracePartFields): TextField =>
    createTextField({
      ...fieldTexts[name],
      testId: `part-${name}`,
      edited: () => undefined,
      entered: submit,
    });
  const fields = {
    from: field('from'),
    to: field('to'),
    hostCpus: field('hostCpus'),
    events: field('events'),
  };
  return element(
    'div',
    { class: 'part-form' },
    element('h3', {}, 'Open a part of it'),
    element('div', { class: 'part-fields' }, ...Object.values(fields).map(({ root }) => root)),
    mistake,
    createButton({
      label: 'Open this part',
      isPrimary: true,
      testId: 'part-open',
      pressed: submit,
    }),
  );
}
