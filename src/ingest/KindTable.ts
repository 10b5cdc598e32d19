import type { EventKind } from '../events/EventTable';
import type { EventFormat } from '../formats/tracefs/EventFormat';
import type { KindPlan } from './kindPlan';

export interface KindOptions {
  /** Fields to keep in columns; undefined = none. */
  readonly storedFieldsOf: (system: string, event: string) => readonly string[] | undefined;
  /** Whether events of a tracepoint become rows; all are counted. */
  readonly keeps: (system: string, event: string, source: number) => boolean;
}

/** A tracepoint as a recording knows it. */
export interface NewKind {
  /** Number of the recording. */
  readonly source: number;
  readonly system: string;
  readonly name: string;
  readonly format: EventFormat | undefined;
  /** Names of all its own fields, as far as the recording tells. */
  readonly ownFields: readonly string[];
  /** Nothing in the recording tells what its records hold. */
  readonly isUnknown: boolean;
  /** Its events tell none of their own fields. */
  readonly isBare?: boolean;
  /** How `wanted` fields (undefined: none) are taken from its records. */
  readonly plan: (wanted: readonly string[] | undefined) => KindPlan;
}

/** Rows of one kind in the block being built: its kept words, packed into columns when the block is full. */
export class KindRows {
  /** Events seen, whether they became rows or not. */
  count = 0;
  /** Records too short for their own format. */
  shortRecords = 0;
  /** Events that came without any of their fields. */
  bareEvents = 0;
  /** The kept words, row after row. */
  kept = new Uint32Array(0);
  rows = 0;
  readonly wordCount: number;
  /** Whether events of this kind become rows. */
  readonly isKept: boolean;
  /** Whether nothing in the recording tells what its records hold. */
  readonly isUnknown: boolean;
  private readonly isBare: boolean;
  private readonly words: Uint16Array;

  constructor(
    readonly kind: EventKind,
    readonly plan: KindPlan,
    flags: { readonly isKept: boolean; readonly isUnknown: boolean; readonly isBare: boolean },
  ) {
    this.isKept = flags.isKept;
    this.isUnknown = flags.isUnknown;
    this.isBare = flags.isBare;
    this.words = Uint16Array.from(plan.words);
    this.wordCount = plan.words.length;
  }

  /** Events seen whose fields the recording tells. */
  get told(): number {
    return this.isBare ? 0 : this.count - this.bareEvents - this.shortRecords;
  }

  /** Keeps the planned words of the record that starts at word `at`. */
  addRecord(from: Uint32Array, at: number): void {
    const { words, wordCount } = this;
    let to = this.claim();
    const { kept } = this;
    for (let word = 0; word < wordCount; word++) kept[to++] = from[at + words[word]!]!;
  }

  /** Keeps words that were planned and put side by side before, from word `at` on. */
  addWords(from: Uint32Array, at: number): void {
    const { wordCount } = this;
    let to = this.claim();
    const { kept } = this;
    for (let word = 0; word < wordCount; word++) kept[to++] = from[at + word]!;
  }

  private claim(): number {
    const to = this.rows++ * this.wordCount;
    if (to + this.wordCount > this.kept.length) {
      const larger = new Uint32Array(Math.max(256 * this.wordCount, this.kept.length * 2));
      larger.set(this.kept);
      this.kept = larger;
    }
    return to;
  }
}

/** The tracepoints met so far in all recordings of a session. */
export class KindTable {
  readonly kinds: EventKind[] = [];
  /** By kind. */
  readonly rows: KindRows[] = [];

  constructor(private readonly options: KindOptions) {}

  add(added: NewKind): KindRows {
    const { source, system, name, format, ownFields, isUnknown, isBare = false, plan } = added;
    const isKept = this.options.keeps(system, name, source);
    const planned = plan(isKept ? this.options.storedFieldsOf(system, name) : undefined);
    const index = this.kinds.length;
    const { fields } = planned;
    const kind: EventKind = { index, source, format, system, name, ownFields, fields };
    const rows = new KindRows(kind, planned, { isKept, isUnknown, isBare });
    this.kinds.push(kind);
    this.rows.push(rows);
    return rows;
  }
}
