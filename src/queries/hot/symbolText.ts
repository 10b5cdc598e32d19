/** Of a row: the symbol an instruction is in. */
interface NamedPlace {
  readonly symbol: string | undefined;
  readonly offset: number | undefined;
  readonly module: string | undefined;
}

/** `native_safe_halt+0xa`, and the module behind it, as the kernel prints them (`%pS`); `?`: not known. */
export function symbolText({ symbol, offset, module }: NamedPlace): string {
  if (symbol === undefined) return '?';
  const within = offset === undefined ? '' : `+0x${offset.toString(16)}`;
  return `${symbol}${within}${module === undefined ? '' : ` [${module}]`}`;
}

/** `kernel/sched/idle.c:196`; `?`: not known. */
export function placeText(
  frame: { readonly file: string | undefined; readonly line: number | undefined } | undefined,
): string {
  if (frame?.file === undefined) return '?';
  return frame.line === undefined ? frame.file : `${frame.file}:${frame.line}`;
}
