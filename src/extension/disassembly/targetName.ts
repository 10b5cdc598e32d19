/** Where an instruction's line names what it leads to; undefined: it does not. */
export function targetName(
  text: string,
): { readonly start: number; readonly end: number } | undefined {
  const named = /; → (\S+(?: \[\S+\])?)$/.exec(text)?.[1];
  return named === undefined ? undefined : { start: text.length - named.length, end: text.length };
}
