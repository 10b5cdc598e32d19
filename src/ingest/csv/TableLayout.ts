import type { TimeUnit } from '../../base/tableColumns';
import type { RecordedColumn } from '../Recording';

/** Columns that say where and when an event happened, by index; -1: the table has none. */
export interface PlaceColumns {
  readonly time: number;
  readonly event: number;
  readonly system: number;
  readonly cpu: number;
  readonly tid: number;
  readonly comm: number;
  readonly vm: number;
  readonly vcpu: number;
  readonly flags: number;
  readonly instance: number;
  readonly lostBefore: number;
  /** Of an exit. */
  readonly reason: number;
}

/** In place of a column that the table does not have. */
export const NO_COLUMN = -1;

/** Nothing but fields. */
export const noPlaceColumns: PlaceColumns = {
  time: NO_COLUMN,
  event: NO_COLUMN,
  system: NO_COLUMN,
  cpu: NO_COLUMN,
  tid: NO_COLUMN,
  comm: NO_COLUMN,
  vm: NO_COLUMN,
  vcpu: NO_COLUMN,
  flags: NO_COLUMN,
  instance: NO_COLUMN,
  lostBefore: NO_COLUMN,
  reason: NO_COLUMN,
};

/** A column that holds a field of events, by index. */
export interface TableField extends RecordedColumn {
  readonly column: number;
}

/** What is where in a table. */
export interface TableLayout {
  /** Our own export, a log of kvm_stat, or a table whose columns somebody named. */
  readonly kind: 'export' | 'kvm_stat' | 'named';
  readonly places: PlaceColumns;
  readonly timeUnit: TimeUnit;
  /** Stamp that the table's times count from; undefined: they are stamps themselves. */
  readonly t0: bigint | undefined;
  readonly clock: string | undefined;
  readonly clockUnit: 'ns' | 'cycles';
  readonly kernel: string | undefined;
  readonly hostCpus: number | undefined;
  /** What events are called whose row does not say it. */
  readonly eventName: string;
  readonly fields: readonly TableField[];
}
