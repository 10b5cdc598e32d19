import type { Locator, Page } from 'playwright-core';
import { runCommand } from '../support/workbench';

export interface SymbolsView {
  /** The pane of the view "Guest Symbols". */
  readonly view: () => Locator;
  readonly row: (text: string | RegExp) => Locator;
  readonly showView: () => Promise<void>;
}

export function symbolsView(page: () => Page): SymbolsView {
  const view = (): Locator =>
    page().locator('.pane', {
      has: page().locator('.pane-header', { hasText: 'Guest Symbols' }),
    });
  return {
    view,
    row: (text) => view().locator('.monaco-list-row', { hasText: text }).first(),
    showView: () => runCommand(page(), 'Exitscope: Focus on Guest Symbols View'),
  };
}
