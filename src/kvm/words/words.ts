import type { Isa, RecordedExitNames } from '../exitReasons';
import type { FieldValue } from '../fieldValues';
import type { RecordedCondition } from '../recordedConditions';

/** The event that is put into words. */
export interface DescribedEvent {
  /** Tracepoint without its system: `kvm_exit`. */
  readonly name: string;
  readonly fields: ReadonlyMap<string, FieldValue>;
  /** The fields come from a printed line: one that is absent may have been recorded, and not printed. */
  readonly isFromText?: boolean;
  /** Constants of the recording's kernel that its print format shows. */
  readonly conditions?: readonly RecordedCondition[];
  /** Names of the recording's own print format, which win over the tables (L.5). */
  readonly exitNames?: RecordedExitNames;
  readonly precedingExit?: PrecedingExit;
}

/** The last `kvm_exit` of the same thread. */
export interface PrecedingExit {
  readonly isa: Isa | undefined;
  /** Basic exit code. */
  readonly code: number;
}

/** What a describer says; undefined sentences and meanings are left out. */
export interface Words {
  readonly summary: string;
  readonly sentences?: readonly (string | undefined)[];
  /** By field name. */
  readonly meanings?: Readonly<Record<string, string | undefined>>;
}

export type Describer = (event: DescribedEvent) => Words;

/** Describers by tracepoint name. */
export type Describers = Readonly<Record<string, Describer>>;
