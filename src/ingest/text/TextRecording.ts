import { NO_HOST_CPU } from '../../events/EventTable';
import type { EventKind } from '../../events/EventTable';
import type { ByteSource } from '../../formats/ByteSource';
import type { Diagnostic } from '../../formats/Diagnostic';
import { TextLines } from '../../formats/text/TextLines';
import type { DecodedField } from '../../formats/tracefs/DecodedField';
import { FormatError } from '../../formats/FormatError';
import type { EventCursor } from '../EventCursor';
import type {
  RawRecord,
  Recording,
  RecordingClock,
  RecordingFacts,
  StartOptions,
} from '../Recording';
import { SortedCursor } from '../SortedCursor';
import { readTextLine } from './readTextLine';
import { TextEvents } from './TextEvents';
import { textClock } from './textClock';
import { textOrder } from './textOrder';
import type { TextOrder } from './textOrder';
import type { TextClock } from './textClock';
import { surveyDiagnostics, textFacts, threadDiagnostics } from './textFacts';
import { TextPayloads } from './TextPayloads';
import { TextRecords } from './TextRecords';
import { TextStreams } from './TextStreams';
import { surveyText } from './textSurvey';
import type { TextSurvey } from './textSurvey';
import { TextStretches } from './TextStretches';
import { TextThreads } from './TextThreads';
import { UnreadLines } from './UnreadLines';
import { unreadPayloads } from './unreadPayloads';

/** Read for one batch of all runs together, and at least of each. */
const BATCH_LINES = 1 << 14;
const LEAST_BATCH_LINES = 1 << 8;
/** Of each of several runs: their buffers are small. */
const RUN_WINDOW_BYTES = 1 << 17;
/** Places are kept in 32 bits, with their sign. */
const MOST_PLACES = 2 ** 31;

export interface TextRecordingOptions {
  readonly source: ByteSource;
  /** Frequency of a cycle clock, a whole number of kHz: texts never give one. */
  readonly tscKhz: number | undefined;
}

/** A text that trace-cmd report, tracefs or perf script printed: a cursor for each run of lines in order of time, mostly one. */
export class TextRecording implements Recording {
  /** Host CPUs are met line by line. */
  readonly streams: Recording['streams'] = [];
  readonly clock: RecordingClock;
  readonly totalBytes: number;
  private readonly survey: TextSurvey;
  private readonly textClock: TextClock | undefined;
  private readonly order: TextOrder | undefined;
  /** By run. */
  private readonly lines: readonly TextLines[];
  private readonly payloads: TextPayloads;
  private readonly threads: TextThreads;
  private readonly unread = new UnreadLines();
  private readonly records: TextRecords;
  private readonly placeBytes: number;
  private readonly seenCpus = new Set<number>();
  private events: TextEvents | undefined;

  /** Throws a `FormatError` when the text is none of these. */
  constructor({ source, tscKhz }: TextRecordingOptions) {
    const survey = surveyText(source);
    if (survey === undefined) throw notAnExport();
    if (survey.hasSteps) throw onlySteps();
    this.survey = survey;
    this.order = survey.first && textOrder(source, survey.first);
    if (this.order?.isUnsorted === true) throw unsorted();
    this.textClock = this.order && textClock(this.order.first, tscKhz);
    this.clock = {
      name: survey.header.clock,
      unit: this.textClock?.unit ?? 'ns',
      conversion: this.textClock?.conversion ?? 'none',
      first: this.textClock?.first,
    };
    this.totalBytes = source.size;
    this.lines = linesOf(source, this.order?.runs ?? []);
    this.threads = new TextThreads(survey.threadsBy);
    this.payloads = new TextPayloads(survey);
    this.placeBytes = placeBytesOf(source.size);
    this.records = new TextRecords(source, this.placeBytes);
  }

  get facts(): RecordingFacts {
    return textFacts(this.survey, this.seenCpus.size);
  }

  get doneBytes(): number {
    return this.lines.reduce((sum, { doneBytes }) => sum + doneBytes, 0);
  }

  get diagnostics(): readonly Diagnostic[] {
    return [
      ...surveyDiagnostics(this.survey),
      ...threadDiagnostics(this.threads.unnumbered, this.survey.threadsBy),
      ...this.unread.diagnostics,
      ...unreadPayloads(this.events?.unread ?? [], this.payloads.unnamedReasons),
    ];
  }

  start(options: StartOptions): readonly EventCursor[] {
    const { kinds, source, origin, fromNs, toNs, hostCpus, onLost } = options;
    const { order, textClock: clock, payloads, placeBytes, lines } = this;
    if (order === undefined || clock === undefined) return [];
    this.events = new TextEvents(kinds, source, payloads);
    const addStream: StartOptions['addStream'] = (stream) => {
      if (stream.hostCpu !== NO_HOST_CPU) this.seenCpus.add(stream.hostCpu);
      return options.addStream(stream);
    };
    const streams = new TextStreams({ addStream, hostCpus, onLost }, placeBytes);
    let running = lines.length;
    let latestNs = 0;
    const shared = {
      mostLines: Math.max(LEAST_BATCH_LINES, Math.floor(BATCH_LINES / lines.length)),
      first: order.first,
      timeOf: clock.since(Number(clock.first - origin)),
      events: this.events,
      streams,
      threads: this.threads,
      unread: this.unread,
      placeBytes,
      fromNs,
      toNs,
      onEnd: (endNs: number): void => {
        latestNs = Math.max(latestNs, endNs);
        if (--running === 0) streams.end(latestNs);
      },
    };
    return lines.map(
      (run) => new SortedCursor(new TextStretches({ ...shared, lines: run }), placeBytes),
    );
  }

  commOf(tid: number, timeNs: number): string | undefined {
    return this.threads.commOf(tid, timeNs);
  }

  pidOf(tid: number): number | undefined {
    return this.threads.pidOf(tid);
  }

  record(_stream: number, position: number): RawRecord | undefined {
    return this.records.line(position);
  }

  shapeOf(event: string, name: string): ReturnType<NonNullable<Recording['shapeOf']>> {
    const forms = this.payloads.formsOf(event)?.forms ?? [];
    const kinds = forms.flatMap(({ reader: { fields } }) =>
      fields.filter((field) => field.name === name).map(({ kind }) => kind),
    );
    // What no form has is kept as it is printed.
    if (kinds.every((kind) => kind === 'text')) return 'text';
    return kinds.every((kind) => kind === 'bytes') ? 'list' : undefined;
  }

  fieldsOf(_kind: EventKind, { bytes }: RawRecord): readonly DecodedField[] {
    return readTextLine(bytes, this.payloads)?.fields ?? [];
  }
}

const START = { section: 'text', offset: 0 };

function notAnExport(): FormatError {
  const reason = 'most of its lines are none of trace-cmd report, tracefs or perf script';
  return new FormatError('not-a-trace', START, reason, 'Open what one of these printed.');
}

function onlySteps(): FormatError {
  const reason =
    'its stamps go back again and again: they are steps from line to line, which are rounded and add up to no times';
  return new FormatError('unsupported', START, reason, 'Run perf script without --deltatime.');
}

function unsorted(): FormatError {
  const reason =
    'its lines are in no order of time: stamps go back again and again, or all the way as in a text that was turned round';
  return new FormatError(
    'unsupported',
    START,
    reason,
    'Sort its lines by time, or turn it with tac.',
  );
}

function linesOf(source: ByteSource, runs: readonly number[]): readonly TextLines[] {
  if (runs.length < 2) return [new TextLines(source)];
  return runs.map((start, run) => {
    const from = run === 0 ? {} : { from: start };
    const to = runs[run + 1] ?? source.size;
    return new TextLines(source, { windowBytes: RUN_WINDOW_BYTES, ...from, to });
  });
}

/** 1, but for files so long that the lines of one block could lie farther apart than a place can hold. */
function placeBytesOf(fileBytes: number): number {
  let placeBytes = 1;
  while (fileBytes / placeBytes > MOST_PLACES) placeBytes *= 2;
  return placeBytes;
}
