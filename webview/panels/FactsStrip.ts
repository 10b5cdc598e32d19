import { baseName } from '../../src/base/baseName';
import { clockUnitOf } from '../../src/protocol/clockUnitOf';
import type { TraceFacts } from '../../src/protocol/facts';
import { createButton, createTextField } from '../controls';
import { element } from '../dom/element';
import { factTexts, type FactText } from './factTexts';

export interface FactsStripOptions {
  /** The user gave the frequency of the trace's cycle clock. */
  readonly tscKhzGiven: (tscKhz: number) => void;
  /** Not only the part that is loaded. */
  readonly wholeWanted: () => void;
  /** The columns of the table that is open are to be named anew. */
  readonly columnsWanted: () => void;
}

/** One dense line (or two) that says what the recording is. */
export class FactsStrip {
  readonly root: HTMLElement;
  readonly title = element('h1');
  private readonly list = element('dl', { class: 'facts-list' });
  private readonly frequency: HTMLElement;
  private readonly whole: HTMLElement;
  private readonly columns: HTMLElement;

  constructor(options: FactsStripOptions) {
    this.frequency = frequencyForm(options.tscKhzGiven);
    this.frequency.hidden = true;
    this.whole = createButton({
      label: 'Open all of it',
      testId: 'open-whole',
      pressed: options.wholeWanted,
    });
    this.whole.hidden = true;
    this.columns = createButton({
      label: 'Columns…',
      testId: 'columns-change',
      pressed: options.columnsWanted,
    });
    this.columns.hidden = true;
    this.root = element(
      'header',
      { class: 'facts', 'data-testid': 'facts' },
      this.title,
      this.list,
      this.whole,
      this.columns,
      this.frequency,
    );
  }

  show(facts: TraceFacts): void {
    this.title.textContent = facts.sources.map(({ path }) => baseName(path)).join(', ');
    this.title.title = facts.sources.map(({ path }) => path).join('\n');
    this.list.replaceChildren(...factTexts(facts).map(factEntry));
    this.whole.hidden = facts.part === null || Object.keys(facts.part).length === 0;
    this.columns.hidden = facts.sources[0]?.namedTable === undefined;
    const isGivenByUser = facts.sources.some(({ clock }) => clock.conversion === 'user');
    this.frequency.hidden = clockUnitOf(facts) === 'ns' && !isGivenByUser;
  }
}

function factEntry(fact: FactText): HTMLElement {
  return element(
    'div',
    {
      class: fact.isAlarming === true ? 'fact alarming' : 'fact',
      title: fact.tooltip,
      'data-fact': fact.id,
    },
    element('dt', {}, fact.label),
    element('dd', {}, fact.text),
  );
}

function frequencyForm(given: (tscKhz: number) => void): HTMLElement {
  const mistake = element('span', { class: 'mistake', role: 'alert' });
  const submit = (): void => {
    const tscKhz = Math.round(Number(field.text.replaceAll(/[\s,]/g, '')));
    const isValid = Number.isSafeInteger(tscKhz) && tscKhz > 0;
    field.setInvalid(!isValid);
    mistake.textContent = isValid ? '' : 'Give the frequency in kHz, for example 2899998.';
    if (isValid) given(tscKhz);
  };
  const field = createTextField({
    label: 'TSC kHz',
    placeholder: 'e.g. 2899998',
    isLabelInline: true,
    testId: 'tsc-khz',
    edited: () => {
      mistake.textContent = '';
    },
    entered: submit,
  });
  const button = createButton({ label: 'Convert to ns', testId: 'tsc-apply', pressed: submit });
  return element('div', { class: 'frequency' }, field.root, button, mistake);
}
