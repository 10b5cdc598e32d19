import type { HotGrouping, HotOrder, HotSubject } from '../../../src/protocol/code';
import { createDropdown, createTextField, type Dropdown, type TextField } from '../../controls';
import type { CodeState } from '../../state/codeState';
import type { Store } from '../../state/Store';
import { groupingTitles, hotSubjects, orderTitles } from './hotSubjects';

/** Long enough not to search for half a word, short enough to feel immediate. */
const DEBOUNCE_MS = 200;

/** Which hot code is shown, added up by what, in which order, and with what in it. */
export class HotControls {
  readonly nodes: readonly HTMLElement[];
  private readonly of: Dropdown;
  private readonly by: Dropdown;
  private readonly order: Dropdown;
  private readonly search: TextField;
  private debounce: number | undefined;

  constructor(private readonly store: Store) {
    this.of = this.dropdown('Hot code of', 'code-of', hotSubjects, (of) => ({ of }));
    this.by = this.dropdown('Rows are', 'code-by', groupingTitles, (by) => ({ by }));
    this.order = this.dropdown('Order of the rows', 'code-order', orderTitles, (order) => ({
      order,
    }));
    this.search = createTextField({
      label: 'Search hot code',
      isLabelHidden: true,
      placeholder: 'Search: reason, function, file, 0x…',
      testId: 'code-search',
      edited: () => {
        window.clearTimeout(this.debounce);
        this.debounce = window.setTimeout(() => {
          this.submit();
        }, DEBOUNCE_MS);
      },
      entered: () => {
        this.submit();
      },
    });
    this.nodes = [this.of.root, this.by.root, this.order.root, this.search.root];
    this.show(store.state.code);
  }

  show({ of, by, order, search }: CodeState): void {
    this.of.setChoices(
      Object.entries(hotSubjects).map(([value, { title }]) => ({ value, label: title })),
      of,
    );
    this.by.setChoices(choices(groupingTitles), by);
    this.order.setChoices(choices(orderTitles), order);
    if (this.search.text.trim() !== search) this.search.setText(search);
  }

  private submit(): void {
    window.clearTimeout(this.debounce);
    const search = this.search.text.trim();
    if (search === this.store.state.code.search) return;
    this.store.dispatch({ type: 'code-chosen', code: { search } });
  }

  private dropdown<Value extends HotSubject | HotGrouping | HotOrder>(
    label: string,
    testId: string,
    known: Readonly<Record<Value, unknown>>,
    codeOf: (value: Value) => Partial<Pick<CodeState, 'of' | 'by' | 'order'>>,
  ): Dropdown {
    return createDropdown({
      label,
      testId,
      chosen: (chosen) => {
        const value = (Object.keys(known) as Value[]).find((name) => name === chosen);
        if (value !== undefined) this.store.dispatch({ type: 'code-chosen', code: codeOf(value) });
      },
    });
  }
}

function choices(
  titles: Readonly<Record<string, string>>,
): readonly { readonly value: string; readonly label: string }[] {
  return Object.entries(titles).map(([value, label]) => ({ value, label }));
}
