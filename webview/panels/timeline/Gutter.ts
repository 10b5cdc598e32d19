import type { LaneKind } from '../../../src/protocol/timeline';
import { element } from '../../dom/element';
import { icon, type IconName } from '../../dom/icon';
import type { LaneRow } from '../../timeline/layoutLanes';

export interface GutterOptions {
  readonly picked: (row: LaneRow) => void;
  readonly pinned: (key: string) => void;
  readonly collapsed: (key: string) => void;
  readonly hidden: (key: string) => void;
  /** A lane was dropped on another one. */
  readonly moved: (key: string, target: string) => void;
  /** By keyboard: one place up or down. */
  readonly stepped: (key: string, step: 1 | -1) => void;
}

/** A row as the gutter shows it. */
export interface GutterRow {
  readonly row: LaneRow;
  /** From the top of the gutter. */
  readonly topCssPx: number;
  readonly isPinned: boolean;
  readonly isActive: boolean;
  readonly text: string;
  /** What the height of the lane stands for: `2.0 M/s`. */
  readonly scale: string;
}

interface DrawnRow {
  readonly root: HTMLElement;
  readonly name: HTMLElement;
  readonly text: HTMLElement;
  readonly scale: HTMLElement;
  readonly buttons: readonly HTMLButtonElement[];
  readonly pin: HTMLButtonElement;
  readonly collapse: HTMLButtonElement;
}

/** What a lane shows, for its tooltip. */
const meanings: Readonly<Record<LaneKind, string>> = {
  state: 'what the vCPU did',
  strategy: 'how it was idle',
  wakes: 'what ended its idle periods',
  exits: 'its exits by class',
  window: 'its poll window',
  cpu: 'who ran on this host CPU',
  page: 'stores into this page, and shorter its other faults',
};

/** Names of the lanes in sight, with buttons for each. One row at a time is in the tab order. */
export class Gutter {
  readonly root = element('div', { class: 'timeline-gutter' });
  private readonly drawn = new Map<string, DrawnRow>();
  private rows: readonly GutterRow[] = [];

  constructor(private readonly options: GutterOptions) {
    this.root.addEventListener('keydown', (event) => {
      this.pressKey(event);
    });
  }

  show(rows: readonly GutterRow[]): void {
    this.rows = rows;
    const keys = new Set(rows.map(({ row }) => row.key));
    for (const [key, { root }] of this.drawn) {
      if (keys.has(key)) continue;
      root.remove();
      this.drawn.delete(key);
    }
    const firstStop = rows.find(({ isActive }) => isActive) ?? rows[0];
    for (const row of rows) this.showRow(row, row === firstStop);
  }

  /** Rows that scroll go under those that are pinned. */
  clipAbove(pinnedCssPx: number): void {
    this.root.style.setProperty('--pinned', `${pinnedCssPx}px`);
  }

  private showRow(shown: GutterRow, isStop: boolean): void {
    const { row, topCssPx, isPinned, isActive } = shown;
    const drawn = this.drawn.get(row.key) ?? this.create(row);
    const { style, classList } = drawn.root;
    style.transform = `translateY(${topCssPx}px)`;
    style.height = `${row.heightCssPx}px`;
    classList.toggle('active', isActive);
    classList.toggle('pinned', isPinned);
    classList.toggle('collapsed', row.isCollapsed);
    setText(drawn.text, shown.text);
    if (row.lane === undefined) drawn.name.title = shown.text;
    setText(drawn.scale, shown.scale);
    drawn.collapse.setAttribute('aria-expanded', String(!row.isCollapsed));
    drawn.pin.setAttribute('aria-pressed', String(isPinned));
    for (const button of drawn.buttons) button.tabIndex = isStop ? 0 : -1;
  }

  private create(row: LaneRow): DrawnRow {
    const { key, lane } = row;
    const text = element('span', { class: 'lane-text' });
    const scale = element('span', { class: 'lane-scale' });
    const name = element(
      'button',
      {
        type: 'button',
        class: 'lane-name',
        'data-testid': 'lane-name',
        title: lane === undefined ? key : `${lane.label}: ${meanings[lane.kind]}`,
      },
      text,
      scale,
    );
    name.addEventListener('click', () => {
      this.options.picked(row);
    });
    const label = lane === undefined ? key : `${lane.label}, ${lane.kind}`;
    const button = (name: IconName, does: string, pressed: () => void): HTMLButtonElement => {
      const created = element(
        'button',
        {
          type: 'button',
          class: 'lane-button',
          title: does,
          'aria-label': `${does}: ${label}`,
          'data-testid': `lane-${name}`,
        },
        icon(name),
      );
      created.addEventListener('click', pressed);
      return created;
    };
    const collapse = button('expand', 'Collapse or expand', () => {
      this.options.collapsed(key);
    });
    const pin = button('pin', 'Pin to the top, or unpin', () => {
      this.options.pinned(key);
    });
    const hide = button('hide', 'Hide', () => {
      this.options.hidden(key);
    });
    const buttons = lane === undefined ? [collapse, name] : [name, collapse, pin, hide];
    const root = element(
      'div',
      {
        class: lane === undefined ? 'lane-row group' : `lane-row kind-${lane.kind}`,
        'data-testid': 'lane-row',
        'data-key': key,
      },
      ...buttons,
    );
    if (lane !== undefined) this.makeDraggable(root, key);
    const drawn = { root, name, text, scale, buttons, pin, collapse };
    this.drawn.set(key, drawn);
    this.root.append(root);
    return drawn;
  }

  private makeDraggable(root: HTMLElement, key: string): void {
    root.addEventListener('pointerdown', (down) => {
      if (down.button !== 0) return;
      const drag = (event: PointerEvent): void => {
        if (Math.abs(event.clientY - down.clientY) < 4) return;
        root.classList.add('dragged');
        this.markTarget(this.targetAt(event.clientY));
      };
      const drop = (event: PointerEvent): void => {
        window.removeEventListener('pointermove', drag);
        window.removeEventListener('pointerup', drop);
        this.markTarget(undefined);
        if (!root.classList.contains('dragged')) return;
        root.classList.remove('dragged');
        const target = this.targetAt(event.clientY);
        if (target !== undefined && target !== key) this.options.moved(key, target);
      };
      window.addEventListener('pointermove', drag);
      window.addEventListener('pointerup', drop);
    });
  }

  /** The lane under a height of the window. */
  private targetAt(clientY: number): string | undefined {
    const y = clientY - this.root.getBoundingClientRect().top;
    return this.rows.find(
      ({ row, topCssPx }) =>
        row.lane !== undefined && y >= topCssPx - 2 && y < topCssPx + row.heightCssPx + 4,
    )?.row.key;
  }

  private markTarget(key: string | undefined): void {
    for (const [other, { root }] of this.drawn) root.classList.toggle('target', other === key);
  }

  private pressKey(event: KeyboardEvent): void {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
    if (step === undefined) return;
    const key = (event.target as Element).closest<HTMLElement>('.lane-row')?.dataset['key'];
    const at = this.rows.findIndex(({ row }) => row.key === key);
    if (key === undefined || at < 0) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.altKey) {
      this.options.stepped(key, step);
      this.focusName(key);
      return;
    }
    const next = this.rows[at + step];
    if (next === undefined) return;
    this.focusName(next.row.key);
    this.options.picked(next.row);
  }

  private focusName(key: string): void {
    this.drawn.get(key)?.root.querySelector<HTMLElement>('.lane-name')?.focus();
  }
}

function setText(target: HTMLElement, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}
