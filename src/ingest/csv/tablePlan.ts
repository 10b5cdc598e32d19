import type { KindPlan } from '../kindPlan';
import type { EventFields } from './EventFields';
import { CellType, derivedFields } from './RowFields';
import type { TableLayout } from './TableLayout';

const ALL_BITS = 0xffff_ffff;

/** A field that all events of a kind have. */
export interface KindField {
  /** Its number among a row's fields. */
  readonly field: number;
  readonly name: string;
  readonly isNumber: boolean;
  readonly isSigned: boolean;
  /** Told by another column than one of its own. */
  readonly isDerived: boolean;
  /** Shown as a field of the event: not the vCPU, which has a place of its own. */
  readonly isOwn: boolean;
}

/** The fields of a kind, by what its rows hold. */
export function kindFields(
  layout: TableLayout,
  { names }: EventFields,
  present: Uint16Array,
  types: Uint8Array,
): readonly KindField[] {
  return Array.from(present, (field, at) => {
    const derived = derivedFields[field - layout.fields.length];
    const type = types[at];
    return {
      field,
      name: derived ?? names[field]!,
      isNumber: type !== CellType.other,
      isSigned: type === CellType.signed,
      isDerived: derived !== undefined,
      isOwn: derived !== 'vcpu_id',
    };
  });
}

/** Keeps each of the fields in two words, low and high, side by side. */
export function tablePlan(numbers: readonly KindField[]): KindPlan {
  const place = (word: number) => ({ word, shift: 0, mask: ALL_BITS });
  return {
    fields: numbers.map(({ name, isSigned }) => ({ name, signed: isSigned, bytes: 8 })),
    low: numbers.map((_, at) => place(2 * at)),
    high: numbers.map((_, at) => place(2 * at + 1)),
    words: numbers.flatMap((_, at) => [2 * at, 2 * at + 1]),
    leastBytes: 0,
  };
}
