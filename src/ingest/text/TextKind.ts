import type { WordPlace } from '../../events/ColumnPacker';
import type { StoredField } from '../../events/EventTable';
import type { ParsedFields } from '../../formats/text/ParsedFields';
import type { PrintedField } from '../../formats/text/PrintedField';
import type { KindPlan } from '../kindPlan';
import type { KindRows } from '../KindTable';

const ALL_BITS = 0xffff_ffff;

/** Lines of one event that tell the same fields: a kind of event, and how its words are taken from a line's fields. */
export class TextKind {
  private readonly fields: Uint8Array;
  private readonly isHigh: Uint8Array;

  constructor(
    readonly rows: KindRows,
    words: readonly TextWord[],
  ) {
    this.fields = Uint8Array.from(words, ({ field }) => field);
    this.isHigh = Uint8Array.from(words, ({ isHigh }) => (isHigh ? 1 : 0));
  }

  /** Writes the kept words of the line's fields. */
  write(parsed: ParsedFields, words: Uint32Array, at: number): void {
    const { fields, isHigh } = this;
    const { low, high } = parsed;
    for (let word = 0; word < fields.length; word++) {
      const field = fields[word]!;
      words[at + word] = isHigh[word] === 0 ? low[field]! : high[field]!;
    }
  }
}

/** A kept word: the low or the high half of a field, by its number. */
export interface TextWord {
  readonly field: number;
  readonly isHigh: boolean;
}

/** How `wanted` fields are kept of lines that tell the fields of `numbers` (their bits). */
export function textPlan(
  printed: readonly PrintedField[],
  numbers: number,
  wanted: readonly string[],
): { readonly plan: KindPlan; readonly words: readonly TextWord[] } {
  const words: TextWord[] = [];
  const fields: StoredField[] = [];
  const low: WordPlace[] = [];
  const high: (WordPlace | undefined)[] = [];
  const place = (field: number, isHigh: boolean, mask: number): WordPlace => {
    const word = words.push({ field, isHigh }) - 1;
    return { word, shift: 0, mask };
  };
  for (const name of wanted) {
    const field = printed.findIndex((candidate) => candidate.name === name);
    if (field < 0 || (numbers & (1 << field)) === 0) continue;
    const { signed } = printed[field]!;
    const bytes = storedBytes(printed[field]!.bytes);
    fields.push({ name, signed, bytes });
    low.push(place(field, false, bytes < 4 ? 2 ** (8 * bytes) - 1 : ALL_BITS));
    high.push(bytes === 8 ? place(field, true, ALL_BITS) : undefined);
  }
  const plan = { fields, low, high, words: words.map((_, word) => word), leastBytes: 0 };
  return { plan, words };
}

function storedBytes(bytes: number): StoredField['bytes'] {
  if (bytes === 1 || bytes === 2 || bytes === 8) return bytes;
  return 4;
}
