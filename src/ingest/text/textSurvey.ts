import { SPACE } from '../../formats/ascii';
import type { ByteSource } from '../../formats/ByteSource';
import { memorySource } from '../../formats/memorySource';
import { latin1 } from '../../formats/text';
import { LinePrefix } from '../../formats/text/LinePrefix';
import { specialLine } from '../../formats/text/specialLine';
import { TextLines } from '../../formats/text/TextLines';
import { headerFacts } from './headerFacts';
import type { HeaderFacts, TextFormat } from './headerFacts';
import { isaOfPayload, rawNumbersOf } from './payloadHabits';
import type { PayloadHabits } from './payloadHabits';
import { ThreadNumbers } from './threadNumbers';
import type { ThreadsBy } from './threadNumbers';

/** So much is looked through in any case: enough lines to see how they are laid out. */
const SURVEYED_BYTES = 1 << 16;
/** And so much where numbers of lines may be those of processes: what shows it is the traffic of two vCPUs. */
const MOST_BYTES_FOR_NUMBERS = 1 << 20;
/** And so much for the first event, behind comments and what else may stand before it. */
export const MOST_BYTES_BEFORE_EVENT = 16 << 20;
/** trace-cmd report pads the name of an event, with its colon and a blank, to so many columns. */
const REPORT_NAME_COLUMNS = 22;
/** Stamps that go back at one of so many lines are steps; lines in order of time only ever swap places. */
const LINES_A_STEP_BACK = 8;
const FEWEST_STEPS_BACK = 2;
const MOST_SOURCES = 64;

/** The stamp of a line, in two parts: `whole` * 10^9 + `part`. */
export interface TextStamp {
  readonly whole: number;
  readonly part: number;
  readonly unit: 'ns' | 'cycles';
}

/** What the first lines of a text tell of the rest. */
export interface TextSurvey extends PayloadHabits {
  readonly format: TextFormat;
  /** The earliest of the lines that were looked through; undefined: there is no event, or none near enough to the start. */
  readonly first: TextStamp | undefined;
  readonly header: HeaderFacts;
  /** That were printed together, each with its own machine's threads. */
  readonly recordings: number;
  /** Lines have ftrace's flags. */
  readonly hasFlags: boolean;
  /** Stamps are the time since the line before (perf script --deltatime). */
  readonly hasSteps: boolean;
  readonly threadsBy: ThreadsBy;
}

/** Whether a file that starts like this is one of the three exports. */
export function isTextExport(start: Uint8Array): boolean {
  return surveyText(memorySource('start', start)) !== undefined;
}

/** Undefined: the text is none of the three exports. */
export function surveyText(source: ByteSource): TextSurvey | undefined {
  const lines = new TextLines(source);
  const prefix = new LinePrefix();
  const seen = new SeenLines();
  while (lines.next()) {
    const { bytes, from, to, position } = lines;
    if (position >= seen.mostBytes) break;
    if (prefix.read(bytes, from, to)) {
      if (prefix.head.nameKind !== undefined) seen.addEvent(bytes, from, to, prefix);
    } else seen.addSpecial(bytes, from, to);
  }
  return seen.survey();
}

class SeenLines {
  /** Of the first event's line. */
  first: TextStamp | undefined;
  private earliest: TextStamp | undefined;
  private earliestUnits = 0;
  private readonly numbers = new ThreadNumbers();
  private readonly sources = new Set<string>();
  private readonly comments: string[] = [];
  private readonly cpuCounts: number[] = [];
  private format: TextFormat | undefined;
  private isa: number | undefined;
  private rawNumbers: PayloadHabits['rawNumbers'] | undefined;
  private hasFlags = false;
  private events = 0;
  private unreadable = 0;
  private stepsBack = 0;
  private lastUnits = 0;

  /** How far to look. */
  get mostBytes(): number {
    if (this.first === undefined) return MOST_BYTES_BEFORE_EVENT;
    const { hasDoubtful, threadsBy } = this.numbers;
    return hasDoubtful && threadsBy === 'number' ? MOST_BYTES_FOR_NUMBERS : SURVEYED_BYTES;
  }

  addEvent(bytes: Uint8Array, from: number, to: number, prefix: LinePrefix): void {
    const { head } = prefix;
    const { whole, part, unit } = head;
    const name = latin1(bytes.subarray(head.nameFrom, head.nameTo));
    const payload = latin1(bytes.subarray(head.payloadFrom, to));
    this.first ??= { whole, part, unit };
    this.format ??= formatOf(bytes, prefix);
    this.hasFlags ||= head.hasFlags;
    this.isa ??= isaOfPayload(name, payload);
    this.rawNumbers ??= rawNumbersOf(name, payload);
    this.addSource(latin1(bytes.subarray(from, prefix.sourceTo)).trim());
    this.numbers.add(bytes, prefix, name, payload);
    const units = head.since(this.first.whole, this.first.part);
    if (units < this.lastUnits) this.stepsBack++;
    // Lines of several CPUs may swap places.
    if (units < this.earliestUnits && unit === this.first.unit) {
      this.earliestUnits = units;
      this.earliest = { whole, part, unit };
    }
    this.lastUnits = units;
    this.events++;
  }

  addSpecial(bytes: Uint8Array, from: number, to: number): void {
    const special = specialLine(bytes, from, to);
    if (special.kind === 'comment') this.comments.push(special.text);
    if (special.kind === 'host-cpus') this.cpuCounts.push(special.count);
    if (special.kind === 'unreadable') this.unreadable++;
  }

  survey(): TextSurvey | undefined {
    const header = headerFacts(this.comments, this.cpuCounts);
    // A letter that quotes a few events is no export; one with a few odd lines is.
    const isExport = this.events > 0 && this.events >= this.unreadable;
    const format = header.format ?? (isExport ? this.format : undefined);
    if (format === undefined) return undefined;
    return {
      format,
      first: this.earliest ?? this.first,
      header,
      recordings: Math.max(header.recordings, this.sourceCount),
      hasFlags: this.hasFlags,
      isa: this.isa ?? header.isa,
      rawNumbers: this.rawNumbers ?? 'as-printed',
      hasSteps: this.hasSteps,
      threadsBy: this.numbers.threadsBy,
    };
  }

  /** Beyond a few, they are no files. */
  private addSource(name: string): void {
    if (this.sources.size < MOST_SOURCES) this.sources.add(name);
  }

  /** Files that are named before every line; trace instances have no dot in their names, and the top one has none. */
  private get sourceCount(): number {
    const names = [...this.sources];
    return names.every((name) => name !== '') && names.some((name) => name.includes('.'))
      ? names.length
      : 1;
  }

  private get hasSteps(): boolean {
    const { first, events, stepsBack } = this;
    if (first === undefined || first.whole > 0 || first.part > 0) return false;
    return stepsBack >= FEWEST_STEPS_BACK && stepsBack * LINES_A_STEP_BACK >= events;
  }
}

/** Of a text without a header. */
function formatOf(bytes: Uint8Array, { family, head }: LinePrefix): TextFormat {
  if (family === 'perf') return 'perf-script';
  const { nameFrom, nameTo } = head;
  const isPadded =
    nameTo - nameFrom < REPORT_NAME_COLUMNS - 2 &&
    bytes[nameFrom + REPORT_NAME_COLUMNS - 1] === SPACE &&
    bytes[nameTo + 2] === SPACE;
  return isPadded ? 'trace-cmd-report' : 'ftrace-text';
}
