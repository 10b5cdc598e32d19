import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { factsOf } from '../../src/engine/factsOf';
import { identityPasses } from '../../src/engine/passes';
import type { IdentityPasses } from '../../src/engine/passes';
import { finishPasses, takeBlock } from '../../src/engine/readThrough';
import type { FileRequest } from '../../src/engine/node/sourceRequest';
import { sourceRequest } from '../../src/engine/node/sourceRequest';
import { openSources } from '../../src/engine/openSources';
import { OpenTrace } from '../../src/engine/OpenTrace';
import type { ClockShift } from '../../src/protocol/ClockShift';

const EVENTS_A_STEP = 1 << 16;
const FILES = ['host.trace.dat', 'guest.trace.dat'] as const;
/** Source, thread, CPU, stamp and event of a line of `trace-cmd report -t` over two files. */
const LINE = /^ *(\S+): +.*-(\d+) +\[(\d+)\] +(\d+)\.(\d{9}): +([^ :]+):/;

/** What a pair's merged events agree or differ in. */
export interface PairComparison {
  readonly events: number;
  /** The first difference; undefined: both list the same events in the same order. */
  readonly difference: string | undefined;
  /** What is said of the clocks. */
  readonly notes: readonly string[];
}

/** What the pairs' `truth.json` says of clocks that the recordings do not relate. */
interface Truth {
  readonly clocks: { readonly mapping_used: { readonly shift: number } | null };
}

/**
 * A folder's `host.trace.dat` and `guest.trace.dat` as one session, beside what trace-cmd makes of
 * them. Where it cannot relate them, the known shift must bring every guest event into guest mode.
 */
export async function comparePair(program: string, folder: string): Promise<PairComparison> {
  const known = knownShift(folder);
  const [host, guest] = FILES.map((name) => ({ path: path.join(folder, name) }));
  const files: FileRequest[] = [host!, { ...guest!, isGuest: true, shift: known }];
  const requests = await Promise.all(
    files.map((file) => sourceRequest(file, { tscKhz: undefined })),
  );
  const trace = new OpenTrace({ open: () => openSources(requests), blocks: 'passing' });
  const passes = identityPasses(trace);
  const ours = linesOf(trace, passes);
  const order = known === undefined ? await compareOrder(ours, reported(program, folder)) : {};
  for (let left = ours.next(); left.done !== true; left = ours.next()) {
    if (known === undefined) order.difference ??= `we list more: ${left.value}`;
  }
  finishPasses(passes, trace);
  const { diagnostics, events, sources } = factsOf(trace, passes);
  const { guestCpus } = sources[1]!.relation;
  const outside = guestCpus.reduce((sum, cpu) => sum + cpu.outside, 0);
  if (known !== undefined && (outside > 0 || guestCpus.length === 0)) {
    order.difference = `${outside} guest events lie outside of guest mode`;
  }
  const notes = diagnostics.map(({ message }) => message);
  return { events, difference: order.difference, notes };
}

function knownShift(folder: string): ClockShift | undefined {
  const file = path.join(folder, 'truth.json');
  if (!existsSync(file)) return undefined;
  const { clocks } = JSON.parse(readFileSync(file, 'utf8')) as Truth;
  const shift = clocks.mapping_used?.shift;
  return shift === undefined ? undefined : { by: String(shift), unit: 'clock' };
}

async function compareOrder(
  ours: Generator<string, undefined>,
  theirs: AsyncGenerator<string>,
): Promise<{ difference?: string }> {
  let events = 0;
  let difference: string | undefined;
  for await (const line of theirs) {
    events++;
    const { value } = ours.next();
    if (value !== line) {
      difference ??= `event ${events}: ${value ?? 'none'}, trace-cmd says ${line}`;
    }
  }
  return difference === undefined ? {} : { difference };
}

function* linesOf(trace: OpenTrace, passes: IdentityPasses): Generator<string, undefined> {
  const { reader } = trace;
  const lines: string[] = [];
  for (let more = true; more;) {
    more = trace.read(EVENTS_A_STEP, (block) => {
      takeBlock(passes, block, trace);
      for (let at = 0; at < block.length; at++) {
        const { source, hostCpu } = reader.streams[block.stream[at]!]!;
        const stamp = reader.t0! + BigInt(block.time[at]!);
        const { name } = reader.kinds[block.kind[at]!]!;
        lines.push(`${FILES[source]!} ${stamp} ${hostCpu} ${block.tid[at]!} ${name}`);
      }
    });
    yield* lines.splice(0);
  }
  return undefined;
}

async function* reported(program: string, folder: string): AsyncGenerator<string> {
  const args = ['report', '-t', ...FILES.flatMap((name) => ['-i', name])];
  const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
  child.stdout.setEncoding('latin1');
  for await (const line of createInterface({ input: child.stdout, crlfDelay: Infinity })) {
    const parts = LINE.exec(line);
    if (parts === null) continue;
    const [, file, tid, cpu, seconds, fraction, event] = parts;
    const stamp = BigInt(seconds! + fraction!);
    yield `${file!} ${stamp} ${Number(cpu)} ${Number(tid)} ${event!}`;
  }
}
