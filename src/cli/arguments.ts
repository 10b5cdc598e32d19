import { parseArgs } from 'node:util';
import { messageOf } from '../base/messageOf';
import type { TableColumns } from '../base/tableColumns';
import type { FileRequest } from '../engine/node/sourceRequest';
import type { OpenTraceOptions } from '../engine/OpenTrace';
import { parameterNames, parametersFrom } from '../engine/parametersFrom';
import type { HotGrouping, HotSubject } from '../protocol/code';
import type { VcpuPair } from '../protocol/compare';
import type { Threshold } from '../queries/compare/parseThreshold';
import { groupingOption, slideOption, subjectOption } from './symbolOptions';
import { columnsOption } from './columnsOption';
import { usageError } from './CommandError';
import { fileRequests } from './fileRequests';
import { pairOptions } from './pairOptions';
import { thresholdOption } from './thresholdOption';

type DataFormat = 'text' | 'csv' | 'json';
type DocumentFormat = 'markdown' | 'html';
export type OutputFormat = DataFormat | DocumentFormat;

/** What a command line asks for; numbers checked, names as given. */
export interface CommandArguments {
  /** What stands on the command line beside the options, as it is. */
  readonly operands: readonly string[];
  /** One, or those of a session; none for a command that takes something else. */
  readonly files: readonly FileRequest[];
  readonly json: boolean;
  readonly debug: boolean;
  readonly events: readonly string[];
  /** Tracepoints to be taken as not recorded. */
  readonly ignoredEvents: readonly string[];
  readonly vcpu: number | undefined;
  readonly cpu: number | undefined;
  readonly fromNs: number | undefined;
  readonly toNs: number | undefined;
  readonly limit: number;
  readonly slowest: number;
  /** undefined: the defaults. */
  readonly parameters: OpenTraceOptions['parameters'];
  /** Guest-physical address of a page. */
  readonly page: number | undefined;
  readonly faults: boolean;
  /** Files of symbols. */
  readonly symbols: readonly string[];
  /** What is to be added to the addresses of a kernel. */
  readonly slide: number | undefined;
  readonly by: HotGrouping;
  readonly of: HotSubject;
  readonly format: DataFormat;
  /** What is to be written in place of text. */
  readonly document: DocumentFormat | undefined;
  readonly thresholds: readonly Threshold[];
  /** A change counts against a threshold although it may be chance. */
  readonly countsUnproven: boolean;
  /** Further runs of the kind that the first file is of, and of the second. */
  readonly moreOfA: readonly string[];
  readonly moreOfB: readonly string[];
  readonly pairs: readonly VcpuPair[];
  readonly tscKhz: number | undefined;
  readonly tableColumns: TableColumns | undefined;
}

/** Wakeups that are listed where nobody says how many. */
const SLOWEST_SHOWN = 20;

export type OptionName =
  | 'json'
  | 'debug'
  | 'event'
  | 'ignore-event'
  | 'vcpu'
  | 'cpu'
  | 'from'
  | 'to'
  | 'limit'
  | 'slowest'
  | 'parameter'
  | 'page'
  | 'faults'
  | 'symbols'
  | 'slide'
  | 'by'
  | 'of'
  | 'format'
  | 'fail-if'
  | 'fail-unproven'
  | 'a'
  | 'b'
  | 'pair'
  | 'tsc-khz'
  | 'columns'
  | 'guest'
  | 'shift';

const optionTypes = {
  json: { type: 'boolean' },
  debug: { type: 'boolean' },
  event: { type: 'string', multiple: true },
  'ignore-event': { type: 'string', multiple: true },
  vcpu: { type: 'string' },
  cpu: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  limit: { type: 'string' },
  slowest: { type: 'string' },
  parameter: { type: 'string', multiple: true },
  page: { type: 'string' },
  faults: { type: 'boolean' },
  symbols: { type: 'string', multiple: true },
  slide: { type: 'string' },
  by: { type: 'string' },
  of: { type: 'string' },
  format: { type: 'string' },
  'fail-if': { type: 'string', multiple: true },
  'fail-unproven': { type: 'boolean' },
  a: { type: 'string', multiple: true },
  b: { type: 'string', multiple: true },
  pair: { type: 'string', multiple: true },
  'tsc-khz': { type: 'string' },
  columns: { type: 'string' },
  guest: { type: 'string', multiple: true },
  shift: { type: 'string', multiple: true },
} as const;

/** Parses what stands behind the command. Throws a usage error for whatever the command does not take. */
export function parseArguments(
  args: readonly string[],
  allowed: readonly OptionName[],
  operands: 'files' | 'addresses' = 'files',
  formats: readonly OutputFormat[] = ['text', 'csv', 'json'],
): CommandArguments {
  const { values, positionals } = parsed(args);
  for (const name of Object.keys(values)) {
    if (!(allowed as readonly string[]).includes(name)) {
      throw usageError(`--${name} does not go with this command.`);
    }
  }
  const format = formats.find((name) => name === (values.format ?? 'text'));
  if (format === undefined) {
    throw usageError(`--format takes ${orList(formats)}, not "${values.format ?? ''}".`);
  }
  const [fromNs, toNs] = [wholeNumber('from', values.from), wholeNumber('to', values.to)];
  if (fromNs !== undefined && toNs !== undefined && fromNs > toNs) {
    throw usageError(`--from ${fromNs} is after --to ${toNs}.`);
  }
  return {
    operands: positionals,
    files:
      operands === 'files' ? fileRequests(positionals, values.guest ?? [], values.shift ?? []) : [],
    json: values.json ?? false,
    debug: values.debug ?? false,
    events: values.event ?? [],
    ignoredEvents: values['ignore-event'] ?? [],
    vcpu: wholeNumber('vcpu', values.vcpu),
    cpu: wholeNumber('cpu', values.cpu),
    fromNs,
    toNs,
    limit: wholeNumber('limit', values.limit) ?? Infinity,
    slowest: positive('slowest', wholeNumber('slowest', values.slowest)) ?? SLOWEST_SHOWN,
    parameters: parametersOf(values.parameter ?? []),
    page: values.page === undefined ? undefined : pageAddress(values.page),
    faults: values.faults ?? false,
    symbols: values.symbols ?? [],
    slide: values.slide === undefined ? undefined : slideOption(values.slide),
    by: values.by === undefined ? 'instruction' : groupingOption(values.by),
    of: values.of === undefined ? 'exits' : subjectOption(values.of),
    ...(format === 'markdown' || format === 'html'
      ? { format: 'text', document: format }
      : { format, document: undefined }),
    thresholds: (values['fail-if'] ?? []).map(thresholdOption),
    countsUnproven: values['fail-unproven'] ?? false,
    moreOfA: values.a ?? [],
    moreOfB: values.b ?? [],
    pairs: pairOptions(values.pair ?? []),
    tscKhz: positive('tsc-khz', wholeNumber('tsc-khz', values['tsc-khz'])),
    tableColumns: values.columns === undefined ? undefined : columnsOption(values.columns),
  };
}

/** `a, b or c`. */
function orList(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: withNegativeValues(args),
      options: optionTypes,
      allowPositionals: true,
    });
  } catch (error) {
    throw usageError(worded(messageOf(error)));
  }
}

/** `--slide -0x200000` as `--slide=-0x200000`: no option begins with a digit, which Node does not know. */
function withNegativeValues(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const text of args) {
    const last = joined.at(-1);
    const isValue = /^-\d/.test(text) && last !== undefined && /^--[^=]+$/.test(last);
    if (isValue) joined[joined.length - 1] = `${last}=${text}`;
    else joined.push(text);
  }
  return joined;
}

/** Node's message as one sentence; its advice on a value that begins with a dash helps nobody here. */
function worded(message: string): string {
  const option = /^Option '(--[\w-]+).*argument (?:is ambiguous|missing)/.exec(message)?.[1];
  if (option !== undefined) return `${option} needs a value.`;
  const [first = message] = message.split(/\.?(?:\n| To specify|$)/);
  return `${first}.`;
}

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text)) {
    throw usageError(`--${name} takes a whole number of 0 or more, not "${text}".`);
  }
  return Number(text);
}

/** Each as `edge_k=50000`; undefined: none is given. */
function parametersOf(texts: readonly string[]): OpenTraceOptions['parameters'] {
  const given = texts.map((text) => {
    const [, name = '', value] = /^(\w+)=(\d{1,15})$/.exec(text) ?? [];
    const isRight = parametersFrom({ [name]: Number(value) }) !== undefined;
    if (isRight) return [name, Number(value)] as const;
    throw usageError(
      `--parameter takes NAME=N with a whole number, not "${text}". Names: ${parameterNames.join(', ')}.`,
    );
  });
  return texts.length === 0 ? undefined : parametersFrom(Object.fromEntries(given));
}

/** Any address in a page names the page. */
function pageAddress(text: string): number {
  const value = /^(0x[0-9a-f]{1,13}|\d{1,15})$/i.test(text) ? Number(text) : NaN;
  if (!(value < 2 ** 52)) {
    throw usageError(`--page takes a guest-physical address as 0x2000000, not "${text}".`);
  }
  return value - (value % 4096);
}

function positive(name: string, value: number | undefined): number | undefined {
  if (value === 0) throw usageError(`--${name} takes a number above 0.`);
  return value;
}
