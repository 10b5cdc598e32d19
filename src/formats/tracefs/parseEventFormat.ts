import { elementBytes } from './elementBytes';
import type { EventFormat, FormatField } from './EventFormat';

/**
 * Reads the `format` text of one tracepoint, as tracefs shows it and recordings embed it.
 * Undefined when the text is none (no name, no ID); a line that cannot be read costs its field, not the event.
 * Grammar: `f_show()` in the kernel's kernel/trace/trace_events.c.
 */
export function parseEventFormat(system: string, text: string): EventFormat | undefined {
  const printAt = text.search(/^print fmt:/m);
  const lines = (printAt < 0 ? text : text.slice(0, printAt)).split('\n');
  const name = headerValue(lines, 'name');
  const id = wholeNumber(headerValue(lines, 'ID'));
  if (name === undefined || name === '' || id === undefined) return undefined;

  const { commonFields, fields } = readFields(lines);
  const printFormat = printAt < 0 ? '' : text.slice(printAt + 'print fmt:'.length).trim();
  return { system, name, id, commonFields, fields, printFormat };
}

function headerValue(lines: readonly string[], key: string): string | undefined {
  const line = lines.find((candidate) => candidate.startsWith(`${key}:`));
  return line?.slice(key.length + 1).trim();
}

function readFields(lines: readonly string[]): {
  readonly commonFields: readonly FormatField[];
  readonly fields: readonly FormatField[];
} {
  const all: FormatField[] = [];
  let commonCount: number | undefined;
  for (const line of lines) {
    // The first empty line after a field ends the common ones; a later one only precedes `print fmt:`.
    if (line.trim() === '' && all.length > 0) commonCount ??= all.length;
    const field = readField(line);
    if (field !== undefined) all.push(field);
  }
  // Without that line, what looks like it is the end of the fields: then only the names tell.
  const separated = commonCount !== undefined && commonCount < all.length ? commonCount : 0;
  const isCommon = (field: FormatField, index: number) =>
    index < separated || field.name.startsWith('common_');
  return {
    commonFields: all.filter(isCommon),
    fields: all.filter((field, index) => !isCommon(field, index)),
  };
}

/** `field:unsigned int vcpu_id;	offset:8;	size:4;	signed:0;`, in old kernels also `field special:…`. */
function readField(line: string): FormatField | undefined {
  const parts = line.split(';').map((part) => part.trim());
  const declaration = /^field(?: special)?:(.*)$/.exec(parts[0] ?? '')?.[1];
  if (declaration === undefined || declaration.length > LONGEST_DECLARATION) return undefined;
  const property = (key: string) =>
    wholeNumber(parts.find((part) => part.startsWith(`${key}:`))?.slice(key.length + 1));

  const offset = property('offset');
  const size = property('size');
  const declared = readDeclaration(declaration);
  if (declared === undefined || offset === undefined || size === undefined) return undefined;
  const { name, type, dimensions } = declared;
  const shape = shapeOf(type);
  return {
    name,
    type,
    offset,
    size,
    signed: property('signed') === 1, // kernels before 2.6.33 do not say
    shape,
    arrayLength: shape === 'array' ? elementCount(type, dimensions, size) : 0,
  };
}

/** Characters. The kernel's own bound is 128; a longer one would only cost time below. */
const LONGEST_DECLARATION = 1024;

interface Declaration {
  readonly name: string;
  readonly type: string;
  /** What stands between the brackets after the name: `16`, `TASK_COMM_LEN`, nothing. */
  readonly dimensions: readonly string[];
}

/** The name is the last identifier before the brackets; the type is all the rest, which may hold blanks. */
function readDeclaration(declaration: string): Declaration | undefined {
  const bare = withoutAttributes(declaration).trim();
  const bracketsAt = bare.endsWith(']') ? bare.search(/(?:\[[^[\]]*\]\s*)+$/) : bare.length;
  const named = bare.slice(0, Math.max(0, bracketsAt)).trimEnd();
  const name = /\w+$/.exec(named)?.[0];
  if (name === undefined) return undefined;
  const brackets = bare.slice(bracketsAt).replaceAll(/\s/g, '');
  return {
    name,
    type: `${named.slice(0, -name.length).trim()}${brackets}`,
    dimensions: brackets.split(/[[\]]+/).slice(1, -1),
  };
}

/** Drops `__attribute__((…))`, which kernels built with BTF type tags let through. */
function withoutAttributes(declaration: string): string {
  const at = declaration.indexOf('__attribute__');
  if (at < 0) return declaration;
  let depth = 0;
  let end = at + '__attribute__'.length;
  for (; end < declaration.length; end++) {
    const character = declaration[end];
    if (character === '(') depth++;
    else if (character === ')' && --depth <= 0) break;
  }
  return withoutAttributes(`${declaration.slice(0, at)} ${declaration.slice(end + 1)}`);
}

function shapeOf(type: string): FormatField['shape'] {
  if (type.startsWith('__data_loc ')) return 'data-loc';
  if (type.startsWith('__rel_loc ')) return 'rel-loc';
  return type.endsWith(']') ? 'array' : 'scalar';
}

/** Elements of an inline array: as declared, else by the width of its type; 0 when it runs to the record's end. */
function elementCount(type: string, dimensions: readonly string[], size: number): number {
  const declared = dimensions.map(wholeNumber);
  if (declared.length > 0 && declared.every((count) => count !== undefined)) {
    return declared.reduce((product, count) => product * count, 1);
  }
  // `comm[TASK_COMM_LEN]` of old kernels: the constant's value is not in the text.
  return Math.floor(size / elementBytes(type));
}

/** Decimal or 0x, as `offset:`, `ID:` and array sizes are written. */
function wholeNumber(text: string | undefined): number | undefined {
  const digits = text?.trim() ?? '';
  if (!/^(?:\d{1,10}|0x[\da-f]{1,8})$/i.test(digits)) return undefined;
  return Number(digits);
}
