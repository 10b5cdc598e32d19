import type { SymbolReader } from '../../src/engine/SymbolReader';

/** Of a session that is asked for no symbols. */
export const noSymbolFiles: SymbolReader = {
  read: async () => ({ read: new Map(), unreadable: [] }),
  ofGuests: async () => new Map(),
};
