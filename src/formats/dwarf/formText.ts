import { Form } from './dwarfConstants';
import type { DebugSections } from './DebugSections';
import type { FormValue } from './Entry';
import type { FormWidths } from './FormWidths';

/** What it takes to look up a text by its index. */
export interface TextBase {
  readonly widths: FormWidths;
  readonly strOffsetsBase: number;
}

/**
 * The text that a value stands for. `home` is the section that texts within entries are in. Undefined:
 * there is none, or it stands in another file (as `dwz -m` moves them).
 */
export function formText(
  debug: DebugSections,
  base: TextBase,
  { form, value }: FormValue,
  home: '.debug_info' | '.debug_line',
): string | undefined {
  switch (form) {
    case Form.string:
      return textAt(debug, home, value);
    case Form.strp:
      return textAt(debug, '.debug_str', value);
    case Form.lineStrp:
      return textAt(debug, '.debug_line_str', value);
    case Form.strx:
    case Form.strx1:
    case Form.strx2:
    case Form.strx3:
    case Form.strx4:
    case Form.gnuStrIndex: {
      const offsets = debug.cursor('.debug_str_offsets');
      offsets.moveTo(base.strOffsetsBase + value * base.widths.offsetBytes);
      return textAt(debug, '.debug_str', offsets.offset(base.widths.offsetBytes));
    }
    default:
      return undefined;
  }
}

function textAt(debug: DebugSections, section: string, offset: number): string {
  const cursor = debug.cursor(section);
  cursor.moveTo(offset);
  return cursor.string();
}
