import { atOnce } from '../base/steps';
import { imageRows } from '../queries/hot/imageRows';
import type { ImageRow } from '../queries/hot/imageRows';
import { resolvedRows } from '../queries/hot/resolvedRows';
import type { ResolvedRow } from '../queries/hot/resolvedRows';
import { placeSymbols } from '../symbols/placing/placeSymbols';
import type { SymbolFile } from '../symbols/SymbolFile';
import { openLines } from './openLines';

/** Addresses without a recording: a kallsyms among the files places the others, or what the user says. */
export function resolvedAddresses(
  files: readonly SymbolFile[],
  slide: number | undefined,
  addresses: readonly number[],
): { readonly images: readonly ImageRow[]; readonly rows: readonly ResolvedRow[] } {
  const facts = { slide, exits: undefined, recorded: undefined, decoder: undefined };
  const symbols = atOnce(placeSymbols(files, facts, openLines));
  // First, because only asking shows what of the debug information cannot be read.
  const rows = resolvedRows(symbols, addresses);
  return { images: imageRows(new Map([[undefined, symbols]])), rows };
}
