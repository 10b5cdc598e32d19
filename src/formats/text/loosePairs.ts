/** A name and what stands behind it. */
export interface LoosePair {
  readonly name: string;
  readonly value: string;
}

/** Beyond these a line is no event's payload, and not worth the time. */
const MOST_PAIRS = 64;
const MOST_CHARACTERS = 4096;

const NAMED = /([A-Za-z_][\w.-]*) ?= ?("[^"]*"|.*?)(?=[,;]? +[A-Za-z_][\w.-]* ?=|[,;]? *$)/g;
const LABELLED = /([A-Za-z_][\w-]*):? (0x[\da-fA-F]+|-?\d[\da-f]*)(?=[\s,;)]|$)/g;

/**
 * Pairs that can be told in a payload of unknown shape: `name=value`, else `name: value` and
 * `name value` with a number. Values stay texts: without its print format nobody knows whether 10 is hex.
 */
export function loosePairs(payload: string): readonly LoosePair[] {
  const text = payload.slice(0, MOST_CHARACTERS);
  const pairs = new Map<string, string>();
  for (const [, name, value] of text.matchAll(text.includes('=') ? NAMED : LABELLED)) {
    if (pairs.size >= MOST_PAIRS) break;
    if (!pairs.has(name!)) pairs.set(name!, value!);
  }
  return Array.from(pairs, ([name, value]) => ({ name, value }));
}
