const MARK = 'exitscope/1';

/** What no row of an export can say of the recording it came from. */
export interface ExportFacts {
  /** Absolute stamp that times count from; undefined: the recording had no events. */
  readonly t0: bigint | undefined;
  readonly clock: string | undefined;
  readonly clockUnit: 'ns' | 'cycles';
  readonly kernel: string | undefined;
  readonly hostCpus: number | undefined;
  /** Names of the recordings whose events are listed together; none for a single one. */
  readonly sources: readonly string[];
  /** Columns that hold text, also where it looks like a number, and those that hold the elements of arrays. */
  readonly texts: readonly string[];
  readonly lists: readonly string[];
}

/**
 * The facts as the name of a last column, whose cells are empty: a header outlives a reader's sorting
 * and cutting of rows, and every program that reads CSV knows how to leave a column alone.
 */
export function exportFactsName(facts: ExportFacts): string {
  const parts = [
    part('t0_ns', facts.t0?.toString()),
    part('clock', facts.clock),
    part('clock_unit', facts.clockUnit),
    part('kernel', facts.kernel),
    part('cpus', facts.hostCpus?.toString()),
    listPart('sources', facts.sources),
    listPart('texts', facts.texts),
    listPart('lists', facts.lists),
  ];
  return [MARK, ...parts.flat()].join(' ');
}

/** undefined: the name is another column's. */
export function readExportFacts(name: string): ExportFacts | undefined {
  const [mark, ...parts] = name.split(' ');
  if (mark !== MARK) return undefined;
  const values = new Map(parts.map((text) => splitAt(text, text.indexOf('='))));
  const valueOf = (key: string): string | undefined => decoded(values.get(key));
  const hostCpus = Number(valueOf('cpus'));
  return {
    t0: wholeNumber(valueOf('t0_ns')),
    clock: valueOf('clock'),
    clockUnit: valueOf('clock_unit') === 'cycles' ? 'cycles' : 'ns',
    kernel: valueOf('kernel'),
    hostCpus: Number.isSafeInteger(hostCpus) && hostCpus > 0 ? hostCpus : undefined,
    sources: listOf(values.get('sources')),
    texts: listOf(values.get('texts')),
    lists: listOf(values.get('lists')),
  };
}

function part(key: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [`${key}=${encodeURIComponent(value)}`];
}

function listPart(key: string, names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`${key}=${names.map(encodeURIComponent).join('|')}`];
}

function listOf(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split('|').flatMap((name) => decoded(name) ?? []);
}

function splitAt(text: string, at: number): [string, string] {
  return [text.slice(0, at), text.slice(at + 1)];
}

/** Somebody may have edited the header: what cannot be read is as if it were not there. */
function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function wholeNumber(text: string | undefined): bigint | undefined {
  return text !== undefined && /^-?\d{1,20}$/.test(text) ? BigInt(text) : undefined;
}
