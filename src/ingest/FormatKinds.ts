import type { EventFormat } from '../formats/tracefs/EventFormat';
import { planKind } from './kindPlan';
import type { KindRows, KindTable } from './KindTable';

const IDS = 0x1_0000;

/** Kinds of a binary recording, by the number its records carry (`common_type`), which its formats explain. */
export class FormatKinds {
  private readonly formatOfId = new Map<number, EventFormat>();
  private readonly rowsOfId = new Array<KindRows | undefined>(IDS).fill(undefined);

  constructor(
    private readonly table: KindTable,
    private readonly source: number,
    formats: readonly EventFormat[],
    private readonly littleEndian: boolean,
  ) {
    for (const format of formats) this.formatOfId.set(format.id, format);
  }

  of(id: number): KindRows {
    return this.rowsOfId[id] ?? this.add(id);
  }

  private add(id: number): KindRows {
    const format = this.formatOfId.get(id);
    const rows = this.table.add({
      source: this.source,
      system: format?.system ?? '',
      name: format?.name ?? `unknown event ${id}`,
      format,
      ownFields: format?.fields.map((field) => field.name) ?? [],
      isUnknown: format === undefined,
      plan: (wanted) => planKind(format, wanted, this.littleEndian),
    });
    this.rowsOfId[id] = rows;
    return rows;
  }
}
