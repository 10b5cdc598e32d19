import { unquoted } from '../unquoted';

/** Whether a line is what people write where they left lines out: `...`, `[snip]`, `--`. */
export function isGapMark(text: string): boolean {
  return /^[[(<]?(?:\.{3,}|…|snip\w*|cut|skipped|--+)[\])>]?$/i.test(unquoted(text));
}
