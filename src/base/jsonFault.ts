/** Where a text stops being JSON. */
export interface JsonFault {
  readonly offset: number;
  readonly why: 'syntax' | 'depth';
}

type Wanted = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or close' | 'end';

const word = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\d.eE+-])|true\b|false\b|null\b/y;
const notBlank = /[^ \t\n\r]/g;
// Character by character, a pattern for a whole string would keep one state each.
// eslint-disable-next-line no-control-regex
const stringStop = /["\\\u0000-\u001f]/g;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/**
 * First thing in a text that JSON does not allow, or that lies deeper than `mostDepth`; undefined: none.
 * `JSON.parse` tells a place in some engines and for some faults only, and takes any depth, over which
 * `JSON.stringify` then falls.
 */
export function jsonFault(text: string, mostDepth: number): JsonFault | undefined {
  const open: ('{' | '[')[] = [];
  let wanted: Wanted = 'value';
  let at = nextOf(notBlank, text, 0);
  while (at < text.length) {
    const sign = text[at]!;
    const inside = open.at(-1);
    let end = at + 1;
    if (isClose(sign, wanted, inside)) {
      open.pop();
      wanted = open.length === 0 ? 'end' : ', or close';
    } else if (sign === ',' && wanted === ', or close') wanted = inside === '{' ? 'key' : 'value';
    else if (sign === ':' && wanted === ':') wanted = 'value';
    else if (sign === '"' && wanted.startsWith('key')) {
      end = stringEnd(text, at);
      wanted = ':';
    } else if (!wanted.startsWith('value')) return { offset: at, why: 'syntax' };
    else if (sign === '{' || sign === '[') {
      if (open.length === mostDepth) return { offset: at, why: 'depth' };
      open.push(sign);
      wanted = sign === '{' ? 'key or }' : 'value or ]';
    } else {
      end = sign === '"' ? stringEnd(text, at) : wordEnd(text, at);
      wanted = open.length === 0 ? 'end' : ', or close';
    }
    if (end < 0) return { offset: ~end, why: 'syntax' };
    at = nextOf(notBlank, text, end);
  }
  return wanted === 'end' ? undefined : { offset: text.length, why: 'syntax' };
}

function isClose(sign: string, wanted: Wanted, inside: '{' | '[' | undefined): boolean {
  if (sign === '}') return inside === '{' && (wanted === 'key or }' || wanted === ', or close');
  if (sign === ']') return inside === '[' && (wanted === 'value or ]' || wanted === ', or close');
  return false;
}

/** Behind the string's closing quote; ~place of what is wrong in it. */
function stringEnd(text: string, quote: number): number {
  let at = nextOf(stringStop, text, quote + 1);
  while (text[at] === '\\') {
    escape.lastIndex = at;
    if (!escape.test(text)) return ~at;
    at = nextOf(stringStop, text, escape.lastIndex);
  }
  return text[at] === '"' ? at + 1 : ~at;
}

/** Behind a number or a name; ~its place when it is neither. */
function wordEnd(text: string, at: number): number {
  word.lastIndex = at;
  return word.test(text) ? word.lastIndex : ~at;
}

function nextOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}
