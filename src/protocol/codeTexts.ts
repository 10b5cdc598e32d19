import { confidenceText } from '../base/confidenceText';
import { hex } from '../base/hex';
import type { SymbolImageRow, SymbolPlacing } from './code';

interface NamedCode {
  readonly symbol: string | null;
  readonly offset: number | null;
  readonly module: string | null;
}

/** `native_safe_halt+0xb`, `poll_dp [virtio_net]`; undefined: no symbol is known. */
export function symbolText({ symbol, offset, module }: NamedCode): string | undefined {
  if (symbol === null) return undefined;
  return symbolAt(symbol, offset === 0 ? null : offset, module);
}

/** A symbol, the offset in it and the module behind it, as the kernel prints them (`%pS`). */
export function symbolAt(
  symbol: string,
  offset: number | null | undefined,
  module: string | null | undefined,
): string {
  const within = offset === null || offset === undefined ? '' : `+${hex(offset)}`;
  return `${symbol}${within}${module === null || module === undefined ? '' : ` [${module}]`}`;
}

/** How it is known where a guest has what a file describes. */
export const placedWords: Readonly<Record<SymbolPlacing, string>> = {
  kallsyms: 'from kallsyms',
  modules: 'as /proc/modules says',
  given: 'as you gave it',
  recorded: 'as perf recorded it',
  exits: 'from the exits',
  linked: 'where it was linked for',
  assumed: 'assumed, not checked',
};

/** Where a VM has what a file describes, how that is known, and how surely. */
export function placedTexts({
  kind,
  module,
  placedBy,
  slide,
  confidence,
}: Pick<
  SymbolImageRow,
  'kind' | 'module' | 'placedBy' | 'slide' | 'confidence'
>): readonly string[] {
  if (placedBy === null) return ['not used'];
  if (kind === 'modules') return ['tells where modules are'];
  // The confidence is the slide's, and not the file's.
  const sure = confidence === null ? '' : ` (${confidenceText(confidence)})`;
  const where =
    slide === null ? [] : [(module === null ? `slide ${slideText(slide)}` : `at ${slide}`) + sure];
  const isUnchecked = confidence === null && module === null && placedBy !== 'assumed';
  return [...where, placedWords[placedBy], ...(isUnchecked ? ['not checked by any exit'] : [])];
}

/** `+0x1a00000`: it is a distance, not an address. */
export function slideText(slide: string): string {
  return slide.startsWith('-') || slide === '0x0' ? slide : `+${slide}`;
}
