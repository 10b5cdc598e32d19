import { symbolAt } from '../../protocol/codeTexts';

/** Of a row: the symbol an instruction is in. */
interface NamedPlace {
  readonly symbol: string | undefined;
  readonly offset: number | undefined;
  readonly module: string | undefined;
}

/** `native_safe_halt+0xa [module]`; `?`: not known. */
export function symbolText({ symbol, offset, module }: NamedPlace): string {
  return symbol === undefined ? '?' : symbolAt(symbol, offset, module);
}

/** `kernel/sched/idle.c:196`; `?`: not known. */
export function placeText(
  frame: { readonly file: string | undefined; readonly line: number | undefined } | undefined,
): string {
  if (frame?.file === undefined) return '?';
  return frame.line === undefined ? frame.file : `${frame.file}:${frame.line}`;
}
