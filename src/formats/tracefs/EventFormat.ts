/** One field of a tracepoint, as the recording's own `format` text declares it. */
export interface FormatField {
  readonly name: string;
  /** C declaration without the name: `unsigned long`, `__data_loc char[]`, `u8[15]`. */
  readonly type: string;
  /** Bytes from the start of the record. */
  readonly offset: number;
  /** Bytes; 0 = runs to the end of the record. */
  readonly size: number;
  readonly signed: boolean;
  /** `scalar`, inline `array`, `data-loc` / `rel-loc` (a u32 that points at the bytes). */
  readonly shape: 'scalar' | 'array' | 'data-loc' | 'rel-loc';
  /** Elements of an inline array (its declared number, or 0 when it runs to the end of the record). */
  readonly arrayLength: number;
}

/** A tracepoint's layout: taken from the recording, never from a kernel version (rule 0-1). */
export interface EventFormat {
  readonly system: string;
  readonly name: string;
  /** `common_type` of its records; differs from kernel to kernel. */
  readonly id: number;
  readonly commonFields: readonly FormatField[];
  readonly fields: readonly FormatField[];
  /** The text after `print fmt:`, unparsed. */
  readonly printFormat: string;
}
