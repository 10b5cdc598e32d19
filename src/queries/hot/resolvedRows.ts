import type { GuestSymbols } from '../../symbols/GuestSymbols';
import type { SourceFrame } from '../../symbols/LineTable';

/** What is known of the code at an address. */
export interface ResolvedRow {
  /** As `base/signedAddress` holds it. */
  readonly address: number;
  readonly symbol: string | undefined;
  readonly offset: number | undefined;
  readonly module: string | undefined;
  /** Of the symbol, as far as its file says. */
  readonly bytes: number | undefined;
  /** Path of the file that has the symbol. */
  readonly image: string | undefined;
  /** Innermost inlined function first. */
  readonly frames: readonly SourceFrame[];
}

/** One row per address, in their order. */
export function resolvedRows(
  symbols: GuestSymbols,
  addresses: readonly number[],
): readonly ResolvedRow[] {
  return addresses.map((address) => {
    const place = symbols.find(address);
    return {
      address,
      symbol: place?.name,
      offset: place?.offset,
      module: place?.module,
      bytes: place?.bytes,
      image: place?.image.path,
      frames: symbols.frames(address),
    };
  });
}
