import type { HotGrouping, HotOrder, HotSubject } from '../../src/protocol/code';

/** Which hot code is shown, and how. */
export interface CodeState {
  readonly of: HotSubject;
  readonly by: HotGrouping;
  readonly order: HotOrder;
  /** As somebody typed it; '' for all. */
  readonly search: string;
  /** Keys of the rows whose parts are shown. */
  readonly opened: readonly string[];
}

export type CodeAction =
  | {
      readonly type: 'code-chosen';
      readonly code: Partial<Pick<CodeState, 'of' | 'by' | 'order' | 'search'>>;
    }
  | { readonly type: 'code-toggled'; readonly key: string }
  /** Code was picked elsewhere: that of a subject, with the rows of a search, of all vCPUs or of one. */
  | {
      readonly type: 'code-shown';
      readonly of: HotSubject;
      readonly search: string;
      readonly vm?: number | undefined;
      readonly vcpu?: number | undefined;
    };

/** More rows than anybody opens one by one; a saved state stays small. */
const MOST_OPENED = 100;

export const initialCodeState: CodeState = {
  of: 'exits',
  by: 'symbol',
  order: 'total',
  search: '',
  opened: [],
};

export function reduceCode(state: CodeState, action: CodeAction): CodeState {
  switch (action.type) {
    case 'code-chosen': {
      const code = { ...state, ...action.code };
      // Keys name rows of one subject and one grouping.
      return code.of === state.of && code.by === state.by ? code : { ...code, opened: [] };
    }
    case 'code-toggled': {
      const others = state.opened.filter((key) => key !== action.key);
      const isOpen = others.length < state.opened.length;
      return { ...state, opened: isOpen ? others : [...others, action.key].slice(-MOST_OPENED) };
    }
    case 'code-shown': {
      const { of, search } = action;
      return { ...state, of, search, by: groupingFor(search), opened: [] };
    }
  }
}

/** An address is one instruction; all else is looked for in whole functions. */
function groupingFor(search: string): HotGrouping {
  return search.startsWith('0x') ? 'instruction' : 'symbol';
}
