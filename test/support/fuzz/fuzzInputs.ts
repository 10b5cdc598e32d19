import { readdirSync } from 'node:fs';
import type { Decompressor } from '../../../src/formats/ByteSource';
import { exportedCsv } from '../openTable';
import { foreignTable } from './foreignTable';
import { fixtureBytes, openedWith, tracesFolder } from '../openTrace';
import { perfInputs } from './perfInputs';
import { rewrittenTrace } from '../rewrittenTrace';
import { textFixture, textsFolder } from '../textFixture';

export interface FuzzInput {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The file beside it, where the recording is a directory. */
  readonly beside?: Uint8Array;
}

/** Larger recordings only slow the loop down: damage finds the same code in small ones. */
const MOST_BYTES = 80_000;

/** Rows enough for every kind of damage; a whole recording is a megabyte of text. */
const MOST_CSV_ROWS = 400;

/** A text has a line of each kind near its start. */
const MOST_TEXT_BYTES = 20_000;

/**
 * The small recordings, the smallest of them in the other containers, and the texts: a flipped bit in
 * packed data mostly ends at the decompressor, in plain data it reaches the events.
 */
export function fuzzInputs(decompressor: Decompressor): FuzzInput[] {
  const recordings = readdirSync(tracesFolder)
    .filter((file) => file.endsWith('.trace.dat'))
    .sort()
    .map((file) => file.slice(0, -'.trace.dat'.length))
    .map((name) => ({ name, bytes: fixtureBytes(name) }))
    .filter(({ bytes }) => bytes.length <= MOST_BYTES);
  const [smallest] = [...recordings].sort((a, b) => a.bytes.length - b.bytes.length);
  if (smallest === undefined) throw new Error(`No recordings in ${tracesFolder}`);
  const rewritten = (name: string, container: Parameters<typeof rewrittenTrace>[2]): FuzzInput => ({
    name: `${smallest.name} as ${name}`,
    bytes: rewrittenTrace(smallest.bytes, decompressor, container),
  });
  return [
    ...recordings,
    rewritten('version 6', { version: 6 }),
    rewritten('plain version 7', { version: 7, compression: 'none' }),
    rewritten('zlib version 7', { version: 7, compression: 'zlib' }),
    { name: 'a table of another program', bytes: foreignTable() },
    { name: `${smallest.name} as CSV`, bytes: asCsv(smallest.bytes, decompressor) },
    ...texts(),
    ...perfInputs(),
  ];
}

/** The start of every printed text. */
function texts(): FuzzInput[] {
  return readdirSync(textsFolder)
    .sort()
    .map((file) => ({
      name: file,
      bytes: textFixture(file.slice(0, -'.txt'.length)).subarray(0, MOST_TEXT_BYTES),
    }));
}

function asCsv(recording: Uint8Array, decompressor: Decompressor): Uint8Array {
  const csv = exportedCsv(openedWith(decompressor, recording));
  const rows = csv.split('\n').slice(0, MOST_CSV_ROWS);
  return new TextEncoder().encode(`${rows.join('\n')}\n`);
}
