import { exitNamesOf } from '../engine/exitNames';
import type { OpenTrace } from '../engine/OpenTrace';
import { keepsOf } from '../engine/keepsOf';
import { BLOCK_ROWS } from '../events/EventTable';
import type { EventBlock, EventTable } from '../events/EventTable';
import { csvHeader, csvRows } from '../export/csv';
import { columnsOf, eventRecord } from '../export/eventRecord';
import type { EventRecord } from '../export/eventRecord';
import { EventAccess } from '../queries/EventAccess';
import { eventLine } from '../queries/eventRows';
import { identifiesVcpus } from '../vcpu/VcpuDirectory';
import type { CommandArguments } from './arguments';
import { factsOf, openForCommand, readAll, warn } from './openForCommand';
import type { Output } from './Output';
import { seconds } from './textTable';

const EVENTS_A_STEP = 1 << 16;

/**
 * `exitscope events FILE`. Two passes: the first finds out which thread runs which vCPU (an event
 * may come before the one that tells), the second writes the events as they are read.
 */
export async function eventsCommand(args: CommandArguments, output: Output): Promise<void> {
  const { tscKhz } = args;
  const identity = await openForCommand(args.file, {
    tscKhz,
    keeps: identifiesVcpus,
    keepsField: identifiesVcpus,
  });
  readAll(identity.trace);
  warn(args.file, factsOf(identity));
  identity.source.close();
  const part = {
    events: args.events,
    ...(args.fromNs !== undefined && { fromNs: args.fromNs }),
    ...(args.toNs !== undefined && { toNs: args.toNs }),
    ...(args.cpu !== undefined && { hostCpus: [args.cpu] }),
  };
  const { trace } = await openForCommand(args.file, { tscKhz, part });
  const writer = new EventWriter(trace, identity.trace, args);
  if (args.format === 'csv') {
    const wanted = keepsOf(args.events);
    const kinds = identity.trace.reader.kinds.filter((kind) => wanted(kind.name));
    writer.columns = columnsOf(kinds);
    await output.write(csvHeader(writer.columns));
  }
  let more = true;
  while (more && writer.left > 0) {
    const texts: string[] = [];
    more = trace.read(EVENTS_A_STEP, (block) => {
      texts.push(writer.block(block));
    });
    for (const text of texts) await output.write(text);
  }
}

/** Spells the wanted events of each block. */
class EventWriter {
  left: number;
  columns: string[] = [];
  /** What a fault means depends on the exit before it, which may stand in the block before. */
  private previous: EventBlock | undefined;

  constructor(
    private readonly trace: OpenTrace,
    private readonly identity: OpenTrace,
    private readonly args: CommandArguments,
  ) {
    this.left = args.limit;
  }

  block(read: EventBlock): string {
    const { format, vcpu } = this.args;
    const block = { ...read, firstRow: this.previous === undefined ? 0 : BLOCK_ROWS };
    const access = this.accessTo(block);
    const records: EventRecord[] = [];
    const lines: string[] = [];
    for (let at = 0; at < block.length && this.left > 0; at++) {
      if (vcpu !== undefined && access.vcpuOf(block, at)?.vcpu !== vcpu) continue;
      this.left--;
      if (format === 'text') lines.push(this.textLine(access, block, at));
      else records.push(eventRecord(access, block, at));
    }
    this.previous = read;
    if (format === 'text') return lines.join('');
    if (format === 'csv') return records.length === 0 ? '' : csvRows(records, this.columns);
    return records.map((record) => `${JSON.stringify(record)}\n`).join('');
  }

  private accessTo(block: EventBlock): EventAccess {
    const { kinds, streams } = this.trace.reader;
    const before = this.previous === undefined ? [] : [{ ...this.previous, firstRow: 0 }];
    const length = block.firstRow + block.length;
    const table: EventTable = { length, blocks: [...before, block], kinds, streams };
    return new EventAccess({
      table,
      records: this.trace.records,
      littleEndian: this.trace.file.littleEndian,
      directory: this.identity.directory,
      commOf: (tid) => this.trace.commOf(tid),
      exitNames: exitNamesOf(this.trace),
    });
  }

  /** As trace-cmd report lays a line out, with all digits of the stamp. */
  private textLine(access: EventAccess, block: EventBlock, at: number): string {
    const { reader } = this.trace;
    const stamp = reader.t0 + BigInt(block.time[at]!);
    const time = reader.clock.unit === 'ns' ? seconds(stamp) : stamp.toString();
    const thread = `${access.commOf(block, at)}-${block.tid[at]!}`.padStart(22);
    const hostCpu = String(access.hostCpuOf(block, at)).padStart(3, '0');
    const name = `${access.kindOf(block, at).name}:`.padEnd(22);
    return `${thread} [${hostCpu}] ${time}: ${name} ${eventLine(access, block, at)}\n`;
  }
}
