import type { TableToName, NamedTable } from '../../src/base/tableColumns';
import { createButton, createCheckbox, createDropdown } from '../controls';
import type { Checkbox, Dropdown } from '../controls';
import { element } from '../dom/element';
import { ColumnChoices } from './ColumnChoices';
import { roleChoices, unitChoices } from './columnTexts';

export interface ColumnsPanelOptions {
  readonly named: (table: NamedTable) => void;
  /** The user thinks better of it; only of a table that is open already. */
  readonly cancelled: () => void;
}

/** Asks what the columns of a table are: all of them at once, with what stands in them. */
export class ColumnsPanel {
  readonly root: HTMLElement;
  private shown = '';

  constructor(private readonly options: ColumnsPanelOptions) {
    this.root = element('section', {
      class: 'columns',
      'data-testid': 'columns',
      'aria-label': 'Columns of the table',
    });
    this.root.hidden = true;
  }

  /** `isOpen`: the table is shown already, and its columns can be named anew. */
  show(table: TableToName, isOpen: boolean): void {
    this.root.hidden = false;
    // What the user chose must outlive the news of a load.
    const wanted = JSON.stringify([table, isOpen]);
    if (wanted === this.shown) return;
    this.shown = wanted;
    this.root.replaceChildren(...this.form(table, isOpen));
  }

  hide(): void {
    this.root.hidden = true;
    this.shown = '';
  }

  private form(table: TableToName, isOpen: boolean): readonly HTMLElement[] {
    const choices = new ColumnChoices(table);
    const { unit, isRelative } = choices.time;
    const dropdowns: Dropdown[] = [];
    const units = createDropdown({
      label: 'What the times count',
      testId: 'columns-unit',
      chosen: (value) => {
        choices.setUnit(value);
      },
    });
    units.setChoices(unitChoices, unit);
    const relative = createCheckbox({
      label: 'They count from the start of the recording',
      isChecked: isRelative,
      testId: 'columns-relative',
      changed: (isChecked) => {
        choices.setRelative(isChecked);
      },
    });
    const mistake = element('p', { class: 'mistake', role: 'alert' });
    const submit = (): void => {
      const result = choices.chosen();
      mistake.textContent = result.kind === 'mistake' ? result.message : '';
      if (result.kind === 'mistake') dropdowns[result.column]?.root.focus();
      else {
        const header = table.columns.map(({ name }) => name);
        this.options.named({ header, columns: result.columns });
      }
    };
    const rows = table.columns.map((_, column) => {
      const dropdown = createDropdown({
        label: `What column ${column + 1} is`,
        testId: 'columns-role',
        chosen: (role) => {
          mistake.textContent = '';
          choices.give(column, role);
        },
      });
      dropdown.setChoices(roleChoices, choices.roleOf(column));
      dropdowns.push(dropdown);
      return columnRow(table, column, dropdown);
    });
    return [
      // The page's own heading is that of the facts, where there are any.
      element(isOpen ? 'h2' : 'h1', {}, 'Which column is what?'),
      element(
        'p',
        { class: 'columns-why' },
        'The header of this table does not tell. What is chosen holds for every table with the same header; columns that are left as fields are shown with each event.',
      ),
      columnTable(table, rows),
      timeForm(units, relative),
      mistake,
      element('div', { class: 'columns-buttons' }, ...this.buttons(submit, isOpen)),
    ];
  }

  private buttons(submit: () => void, isOpen: boolean): readonly HTMLElement[] {
    const open = createButton({
      label: isOpen ? 'Open with these columns' : 'Open',
      isPrimary: true,
      testId: 'columns-open',
      pressed: submit,
    });
    if (!isOpen) return [open];
    const { cancelled } = this.options;
    return [open, createButton({ label: 'Cancel', testId: 'columns-cancel', pressed: cancelled })];
  }
}

function columnTable(table: TableToName, rows: readonly HTMLElement[]): HTMLElement {
  const samples = Math.max(0, ...table.columns.map((column) => column.samples.length));
  const titles = ['Column', 'is', ...Array.from({ length: samples }, (_, row) => `Row ${row + 1}`)];
  return element(
    'div',
    { class: 'columns-scroller', tabindex: '0', role: 'group', 'aria-label': 'Columns' },
    element(
      'table',
      { class: 'columns-table' },
      element(
        'thead',
        {},
        element('tr', {}, ...titles.map((title) => element('th', { scope: 'col' }, title))),
      ),
      element('tbody', {}, ...rows),
    ),
  );
}

function columnRow(table: TableToName, column: number, dropdown: Dropdown): HTMLElement {
  const { name, samples } = table.columns[column]!;
  return element(
    'tr',
    { 'data-column': name },
    element('th', { scope: 'row' }, name || `(column ${column + 1})`),
    element('td', {}, dropdown.root),
    ...samples.map((sample) => element('td', { class: 'sample', title: sample }, sample)),
  );
}

function timeForm(units: Dropdown, relative: Checkbox): HTMLElement {
  return element(
    'div',
    { class: 'columns-time' },
    element('span', {}, 'Times are'),
    units.root,
    relative.root,
  );
}
