import { messageOf } from '../../../src/base/messageOf';
import type { HotCodeRow, HotTable } from '../../../src/protocol/code';
import type { CodeLinks } from '../../code/CodeLinks';
import type { Host } from '../../host';
import type { Store } from '../../state/Store';
import { vcpuSelection } from '../../state/vcpuSelection';
import { copyText } from '../copyText';
import { filterOfNode, MOST_FILTER_RIPS } from './hotFilter';
import type { HotNode } from './HotNode';
import type { HotTreeData } from './HotTreeData';

export interface HotActionsOptions {
  readonly host: Host;
  readonly store: Store;
  readonly code: CodeLinks;
  readonly data: HotTreeData;
  /** Says what was done, or why it was not. */
  readonly told: (text: string) => void;
}

/** What can be done with a row of hot code. */
export class HotActions {
  constructor(private readonly options: HotActionsOptions) {}

  /** The hottest instruction of a row in the editor. */
  showCode(node: HotNode, as: 'source' | 'disassembly'): void {
    void this.attempt(async () => {
      const { rip, vm } = firstPlace(await this.options.data.instructionsOf(node));
      this.options.code.show({ vm, rip }, as);
    });
  }

  showEvents(node: HotNode): void {
    void this.attempt(async () => {
      const filter = await this.filterOf(node);
      this.options.store.dispatch({ type: 'filtered', filter });
    });
  }

  showTimeline(node: HotNode): void {
    void this.attempt(async () => {
      const filter = await this.filterOf(node);
      this.options.store.dispatch({ type: 'matches-shown', filter });
    });
  }

  copy(text: string): void {
    const { host, told } = this.options;
    void copyText(host, text, { done: 'Copied', told });
  }

  private async filterOf(node: HotNode): Promise<string> {
    const { host, store, data, told } = this.options;
    const places = await data.instructionsOf(node);
    const code = node.by === 'symbol' ? await host.call('codeAt', firstPlace(places)) : null;
    const { of } = store.state.code;
    const filter = filterOfNode(node, of, vcpuSelection(store.state), places, code);
    const isCut = places.length > MOST_FILTER_RIPS && filter.includes('guest_rip=');
    told(isCut ? `Only its ${MOST_FILTER_RIPS} hottest of ${places.length} instructions` : '');
    return filter;
  }

  private async attempt(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      this.options.told(messageOf(error));
    }
  }
}

/** The first that has an address. */
function firstPlace(rows: HotTable['rows']): { readonly vm: number; readonly rip: string } {
  const row = rows.find((of): of is HotCodeRow & { readonly rip: string } => of.rip !== null);
  if (row === undefined) throw new Error('No address of this row is known.');
  return { vm: row.vm, rip: row.rip };
}
