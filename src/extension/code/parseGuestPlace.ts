import type { CodeFunction } from '../../protocol/code';

/** What a user typed to go to: an address, or a function and how far in. */
export type TypedPlace =
  | { readonly kind: 'address'; readonly rip: string }
  | { readonly kind: 'symbol'; readonly name: string; readonly offset: number };

/** Reads `0xffffffff81c0ffee`, `native_safe_halt` or `native_safe_halt+0xb`; undefined: it is none. */
export function parseGuestPlace(typed: string): TypedPlace | undefined {
  const text = typed.trim();
  if (/^0x[\da-f]{1,16}$/i.test(text)) return { kind: 'address', rip: text.toLowerCase() };
  // As kernels print addresses without a prefix: of user space's functions none has such a name.
  if (/^[\da-f]{16}$/i.test(text)) return { kind: 'address', rip: `0x${text.toLowerCase()}` };
  const match = /^([^\s+]+?)(?:\+(0x[\da-f]{1,8}|\d{1,9})(?:\/0x[\da-f]+)?)?$/i.exec(text);
  if (match === null) return undefined;
  return { kind: 'symbol', name: match[1]!, offset: Number(match[2] ?? 0) };
}

/** Addresses of a function of that name, one for each VM and copy that has exits. */
export function placesOf(
  { name, offset }: { readonly name: string; readonly offset: number },
  functions: readonly CodeFunction[],
): readonly { readonly vm: number; readonly rip: string; readonly of: CodeFunction }[] {
  return functions
    .filter((of) => of.name === name)
    .map((of) => ({ vm: of.vm, rip: `0x${(BigInt(of.start) + BigInt(offset)).toString(16)}`, of }));
}
