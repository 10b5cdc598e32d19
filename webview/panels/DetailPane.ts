import type { EventDetail } from '../../src/protocol/events';
import type { CodeLinks } from '../code/CodeLinks';
import { createButton, createIconButton } from '../controls';
import { Disclosure } from '../dom/Disclosure';
import { element } from '../dom/element';
import type { ClockUnit } from '../format/time';
import type { Host } from '../host';
import { LatestCall } from '../LatestCall';
import { copyText } from './copyText';
import { eventAsMarkdown } from './eventAsMarkdown';
import { eventFacts } from './eventFacts';

export interface DetailPaneOptions {
  readonly host: Host;
  readonly code: CodeLinks;
  readonly isRawOpen: boolean;
  readonly rawToggled: () => void;
  readonly closed: () => void;
}

/** Everything the recording holds of one event, in words first. */
export class DetailPane {
  readonly root: HTMLElement;
  private readonly heading = element('h2');
  private readonly status = element('span', { class: 'status', role: 'status' });
  private readonly content = element('div', { class: 'detail-content' });
  private readonly raw: Disclosure;
  private readonly request: LatestCall<'eventDetail'>;
  private readonly copyButton: HTMLElement;
  private clockUnit: ClockUnit = 'ns';
  private detail: EventDetail | undefined;

  constructor(private readonly options: DetailPaneOptions) {
    this.raw = new Disclosure({
      testId: 'raw-bytes',
      isOpen: options.isRawOpen,
      toggled: options.rawToggled,
    });
    this.request = new LatestCall({
      host: options.host,
      method: 'eventDetail',
      answered: (detail) => {
        this.draw(detail);
      },
      failed: (message) => {
        this.drawMessage(message);
      },
    });
    this.copyButton = createButton({
      label: 'Copy as Markdown',
      testId: 'detail-copy',
      pressed: () => {
        void this.copy();
      },
    });
    this.root = this.createRoot();
    this.root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') options.closed();
    });
    this.clear();
  }

  clear(): void {
    this.drawMessage('Select an event to see its fields.');
  }

  show(row: number, clockUnit: ClockUnit): void {
    this.clockUnit = clockUnit;
    this.request.ask({ row });
  }

  private createRoot(): HTMLElement {
    const close = createIconButton({
      icon: 'close',
      label: 'Close (Escape)',
      testId: 'detail-close',
      pressed: this.options.closed,
    });
    return element(
      'section',
      { class: 'detail', 'data-testid': 'event-detail', 'aria-label': 'Selected event' },
      element('div', { class: 'toolbar' }, this.heading, this.status, this.copyButton, close),
      this.content,
    );
  }

  private draw(detail: EventDetail): void {
    this.detail = detail;
    this.heading.textContent = detail.event;
    this.heading.title = detail.event;
    this.status.textContent = '';
    this.copyButton.hidden = false;
    this.raw.setLabel('Raw bytes');
    this.raw.region.replaceChildren(element('pre', { class: 'raw' }, hexDump(detail.rawHex)));
    this.content.replaceChildren(
      ...(detail.inWords.length === 0
        ? []
        : [
            element(
              'div',
              { class: 'in-words' },
              ...detail.inWords.map((text) => element('p', {}, text)),
            ),
          ]),
      this.placeList(detail),
      fieldTable(detail),
      ...callchainList(detail),
      this.raw.button,
      this.raw.region,
    );
    this.content.scrollTop = 0;
  }

  private placeList(detail: EventDetail): HTMLElement {
    const entries = eventFacts(detail, this.clockUnit).flatMap(({ label, text, tooltip }) => [
      element('dt', {}, label),
      element('dd', { title: tooltip }, text),
    ]);
    return element('dl', { class: 'places' }, ...entries, ...this.codeEntry(detail));
  }

  /** Where in the guest's code it was. */
  private codeEntry({ vm, rip }: EventDetail): readonly Node[] {
    if (vm === null || rip === null) return [];
    const { code } = this.options;
    const place = { vm, rip };
    const address = element('code', { 'data-testid': 'detail-rip' }, rip);
    return [
      element('dt', {}, 'Guest code'),
      element('dd', {}, address, ' ', code.menu(place), code.whereabouts(place)),
    ];
  }

  private drawMessage(message: string): void {
    this.detail = undefined;
    this.heading.textContent = 'Event';
    this.copyButton.hidden = true;
    this.content.replaceChildren(element('p', { class: 'empty' }, message));
  }

  private async copy(): Promise<void> {
    if (this.detail === undefined) return;
    await copyText(this.options.host, eventAsMarkdown(this.detail, this.clockUnit), {
      done: 'Copied',
      told: (said) => {
        this.status.textContent = said;
      },
    });
  }
}

function fieldTable(detail: EventDetail): HTMLElement {
  const head = ['Field', 'Value', 'Meaning'].map((title) => element('th', { scope: 'col' }, title));
  const rows = detail.fields.map(({ name, value, meaning }) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, name),
      element('td', { class: 'field-value' }, value),
      element('td', {}, meaning),
    ),
  );
  return element(
    'table',
    { class: 'fields', 'aria-label': 'Fields' },
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...rows),
  );
}

/** Nothing where none was recorded. */
function callchainList({ callchain }: EventDetail): readonly HTMLElement[] {
  if (callchain.length === 0) return [];
  const lines = element('pre', { class: 'raw', 'data-testid': 'callchain' }, callchain.join('\n'));
  return [element('h3', {}, 'Call chain, innermost first'), lines];
}

/** Each line with the offset of its first byte in the record. */
function hexDump(lines: readonly string[]): string {
  return lines
    .map((line, index) => `${(index * 16).toString(16).padStart(4, '0')}  ${line}`)
    .join('\n');
}
