import { createReadStream } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { isDeepStrictEqual } from 'node:util';
import type { BuiltCli } from './builtCli';

/** What of `info` an export keeps: all but what concerns the file itself, and names and processes of VMs. */
const KEPT_FACTS = ['t0_ns', 'duration_ns', 'events', 'event_counts', 'lost_events'];
const KEPT_OF_SOURCE = ['clock', 'clock_unit', 'kernel', 'cpus'];

/**
 * Exports a recording as CSV, reads that, and tells what differs: its own export again by bytes, the
 * events as JSON, exits and facts.
 */
export async function compareExport(
  cli: BuiltCli,
  recording: string,
  folder: string,
): Promise<readonly string[]> {
  const csv = path.join(folder, 'first.csv');
  const again = path.join(folder, 'second.csv');
  cli.into(csv, 'events', recording, '--format', 'csv');
  cli.into(again, 'events', csv, '--format', 'csv');
  const differences = [
    ...(await differentLine('CSV', csv, again, (line) => line)),
    ...different('exits', cli.json('exits', recording), cli.json('exits', csv)),
    ...different('info', keptFacts(cli.json('info', recording)), keptFacts(cli.json('info', csv))),
  ];
  const ofRecording = path.join(folder, 'first.ndjson');
  const ofCsv = path.join(folder, 'second.ndjson');
  cli.into(ofRecording, 'events', recording, '--format', 'json');
  cli.into(ofCsv, 'events', csv, '--format', 'json');
  return [...differences, ...(await differentLine('JSON', ofRecording, ofCsv, withoutNulls))];
}

function different(what: string, a: unknown, b: unknown): readonly string[] {
  if (isDeepStrictEqual(a, b)) return [];
  return [`${what}: ${JSON.stringify(a).slice(0, 500)} is ${JSON.stringify(b).slice(0, 500)}`];
}

function keptFacts(info: unknown): unknown {
  const facts = info as Record<string, unknown>;
  const [source] = facts['sources'] as [Record<string, unknown>];
  // A recording tells losses in the order of its buffers, a table in that of its rows.
  const lost = facts['lost'] as { to_ns: number; cpu: number }[];
  const vms = facts['vms'] as { vm: number; vcpus: unknown }[];
  return {
    ...pick(facts, KEPT_FACTS),
    ...pick(source, KEPT_OF_SOURCE),
    lost: lost.toSorted((a, b) => a.to_ns - b.to_ns || a.cpu - b.cpu),
    vms: vms.map(({ vm, vcpus }) => ({ vm, vcpus })),
  };
}

function pick(from: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, from[name]]));
}

/** An event without the columns it has no value for: an export does not tell which of them were null. */
function withoutNulls(line: string): string {
  const event = JSON.parse(line) as Record<string, unknown>;
  const members = Object.entries(event).filter(([, value]) => value !== null);
  return JSON.stringify(Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** The first line in which two files differ, if any. */
async function differentLine(
  what: string,
  a: string,
  b: string,
  meaning: (line: string) => string,
): Promise<readonly string[]> {
  const lines = [linesOf(a), linesOf(b)] as const;
  for (let number = 1; ; number++) {
    const [one, other] = await Promise.all([lines[0].next(), lines[1].next()]);
    if (one.done === true && other.done === true) return [];
    if (one.done === true || other.done === true || meaning(one.value) !== meaning(other.value)) {
      const texts = [one, other].map(({ value }) => String(value).slice(0, 300));
      return [`${what}, line ${number}: ${texts.join('\n        is ')}`];
    }
  }
}

function linesOf(file: string): AsyncIterator<string> {
  const input = createReadStream(file);
  return createInterface({ input, crlfDelay: Infinity })[Symbol.asyncIterator]();
}
