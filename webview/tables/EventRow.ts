import { element, setAttribute } from '../dom/element';
import { formatThread } from '../format/thread';
import { exactDuration, formatDuration, formatInstant, type ClockUnit } from '../format/time';
import { eventClass } from './eventClass';
import type { RowPlace } from './EventPages';

export interface EventColumn {
  readonly id: string;
  readonly title: string;
  readonly meaning: string;
}

export const eventColumns: readonly EventColumn[] = [
  { id: 'time', title: 'Time', meaning: 'Since the first event of the trace' },
  { id: 'delta', title: 'Δ', meaning: 'Time since the row above' },
  { id: 'source', title: 'Recording', meaning: 'Which of the session’s recordings' },
  {
    id: 'cpu',
    title: 'CPU',
    meaning: 'CPU of the recorded machine: of a guest’s recording its vCPU',
  },
  { id: 'thread', title: 'Thread', meaning: 'Host thread: name and thread id' },
  { id: 'vcpu', title: 'VM/vCPU', meaning: 'VM and vCPU the thread runs, where it runs one' },
  { id: 'event', title: 'Event', meaning: 'Tracepoint' },
  { id: 'summary', title: 'Summary', meaning: 'What happened' },
];

/** What a row element shows. */
export interface EventRowContent {
  readonly position: number;
  /** undefined: the row's page is on its way. */
  readonly place: RowPlace | undefined;
  /** Time of the row above; undefined at the first row. */
  readonly previousTimeNs: number | undefined;
  readonly clockUnit: ClockUnit;
  /** Names of the session's recordings. */
  readonly sourceNames: readonly string[];
  readonly isSelected: boolean;
  readonly isCursor: boolean;
}

/** One row element, filled again and again as the table scrolls. */
export class EventRow {
  readonly root: HTMLElement;
  private readonly cells: readonly HTMLElement[];

  constructor(id: string) {
    this.cells = eventColumns.map((column, index) =>
      element('div', {
        class: `cell ${column.id}`,
        role: 'gridcell',
        'aria-colindex': (index + 1).toString(),
      }),
    );
    this.root = element(
      'div',
      { id, class: 'events-row', role: 'row', 'data-testid': 'events-row' },
      ...this.cells,
    );
  }

  show(content: EventRowContent): void {
    const { position, place, isSelected, isCursor } = content;
    // Row 1 is the header.
    this.root.setAttribute('aria-rowindex', (position + 2).toString());
    this.root.setAttribute('aria-selected', String(isSelected));
    this.root.dataset['position'] = position.toString();
    this.root.classList.toggle('cursor', isCursor);
    setAttribute(this.root, 'aria-busy', place === undefined ? 'true' : undefined);
    if (place === undefined) this.showPending();
    else this.showEvent(place, content);
  }

  private showPending(): void {
    this.root.dataset['class'] = 'pending';
    this.cells.forEach((cell, index) => {
      cell.textContent = index === 0 ? '…' : '';
      cell.removeAttribute('title');
    });
  }

  private showEvent({ page, index }: RowPlace, content: EventRowContent): void {
    const { clockUnit, previousTimeNs } = content;
    const timeNs = page.timeNs[index]!;
    const event = page.event[index]!;
    const summary = page.summary[index]!;
    const hostCpu = page.hostCpu[index]!;
    const thread = formatThread(page.comm[index]!, page.tid[index]!);
    const deltaNs = previousTimeNs === undefined ? undefined : timeNs - previousTimeNs;
    this.root.dataset['class'] = eventClass(event);
    this.fill(0, formatInstant(timeNs, clockUnit), exactDuration(timeNs, clockUnit));
    if (deltaNs === undefined) this.fill(1, '');
    else this.fill(1, formatDuration(deltaNs, clockUnit), exactDuration(deltaNs, clockUnit));
    const source = content.sourceNames[page.source[index]!] ?? '';
    this.fill(2, source, source);
    this.fill(3, hostCpu < 0 ? '' : hostCpu.toString());
    this.fill(4, thread, thread);
    this.fill(5, ...vcpuTexts(page.vm[index]!, page.vcpu[index]!));
    this.fill(6, event, event);
    this.fill(7, summary, summary);
  }

  private fill(column: number, text: string, tooltip?: string): void {
    const cell = this.cells[column]!;
    if (cell.textContent !== text) cell.textContent = text;
    setAttribute(cell, 'title', tooltip);
  }
}

function vcpuTexts(vm: number, vcpu: number): readonly [string, string?] {
  return vcpu < 0 ? [''] : [`${vm}/${vcpu}`, `VM ${vm}, vCPU ${vcpu}`];
}
