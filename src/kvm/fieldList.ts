/** Field names of the tracepoints of one system, by event; the names are separated by spaces. */
export type FieldList = Readonly<Record<string, string>>;
