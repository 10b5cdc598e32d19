import { FileSource } from '../../src/engine/node/FileSource';
import { nodeDecompressor } from '../../src/engine/node/nodeDecompressor';
import { openSources } from '../../src/engine/openSources';
import { OpenTrace } from '../../src/engine/OpenTrace';
import { fieldValue } from '../../src/events/fields';
import type { EventBlock } from '../../src/events/EventTable';

/** What a run's two recordings agree or differ in; `note`: why they are not compared. */
export interface RunComparison {
  readonly exits: number;
  readonly differences: readonly string[];
  readonly note: string | undefined;
}

/** The vCPU threads' exits of a recording. */
interface RunExits {
  /** By `THREAD REASON`. */
  readonly counts: ReadonlyMap<string, number>;
  /** Whether every vCPU was seen to enter the guest before it left it: the recording began before the run. */
  readonly isWhole: boolean;
  readonly lost: boolean;
}

/** Compares exits per vCPU thread and reason of a trace.dat and a perf.data that were made of one run. */
export async function compareRuns(traceDat: string, perfData: string): Promise<RunComparison> {
  const [ours, theirs] = [await exitsOf(traceDat), await exitsOf(perfData)];
  const exits = [...ours.counts.values()].reduce((sum, count) => sum + count, 0);
  if (!ours.isWhole || !theirs.isWhole) {
    return { exits, differences: [], note: 'one of them began in the middle of the run' };
  }
  if (ours.lost || theirs.lost) return { exits, differences: [], note: 'events were lost' };
  const keys = new Set([...ours.counts.keys(), ...theirs.counts.keys()]);
  const differences = [...keys].flatMap((key) => {
    const [a, b] = [ours.counts.get(key) ?? 0, theirs.counts.get(key) ?? 0];
    return a === b ? [] : [`thread and reason ${key}: ${a} exits in trace.dat, ${b} in perf.data`];
  });
  return { exits, differences, note: exits === 0 ? 'no exits were recorded' : undefined };
}

async function exitsOf(file: string): Promise<RunExits> {
  const source = new FileSource(file);
  const decompressor = await nodeDecompressor();
  const trace = new OpenTrace({
    open: () => openSources([{ options: { source, decompressor, tscKhz: undefined } }]),
    keeps: (_, event) => event === 'kvm_exit' || event === 'kvm_entry',
    blocks: 'reused',
  });
  const counts = new Map<string, number>();
  const began = new Map<number, string>();
  const add = (block: EventBlock): void => {
    for (let at = 0; at < block.length; at++) {
      const kind = trace.reader.kinds[block.kind[at]!]!;
      const tid = block.tid[at]!;
      if (!began.has(tid)) began.set(tid, kind.name);
      if (kind.name !== 'kvm_exit') continue;
      const key = `${tid} ${fieldValue(block, kind, at, 'exit_reason') ?? 'unknown'}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  };
  while (trace.read(1 << 20, add));
  source.close();
  const isWhole = [...began.values()].every((name) => name === 'kvm_entry');
  return { counts, isWhole, lost: trace.reader.lost.length > 0 };
}
