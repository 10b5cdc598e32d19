import { secondsText } from '../base/secondsText';
import { EventSpeller } from '../engine/EventSpeller';
import type { SpelledEvent } from '../engine/EventSpeller';
import { keepsOf } from '../engine/keepsOf';
import { identityNeeds } from '../engine/needs';
import type { OpenTrace } from '../engine/OpenTrace';
import { readIdentity } from '../engine/readAll';
import { csvHeader, csvRows } from '../export/csv';
import { columnsOf, eventRecord } from '../queries/eventRecord';
import { eventLine } from '../queries/eventRows';
import type { CommandArguments } from './arguments';
import { factsOf, openForCommand, warn } from './openForCommand';
import type { Output } from './Output';

const EVENTS_A_STEP = 1 << 16;
/** What a page fault means, and which encoding its error code has, the exit before it tells. */
const NEEDED_BY_FAULTS: readonly string[] = ['kvm_exit', 'kvm_entry'];

type Speller = (event: SpelledEvent) => string;

/**
 * `exitscope events FILE`. Two passes: the first finds out which thread runs which vCPU (an event
 * may come before the one that tells), the second writes the events as they are read.
 */
export async function eventsCommand(args: CommandArguments, output: Output): Promise<void> {
  const { tscKhz, vcpu } = args;
  const identity = await openForCommand(args.file, { tscKhz, ...identityNeeds });
  const directory = readIdentity(identity.trace);
  warn(args.file, factsOf(identity, directory));
  identity.source.close();
  const wanted = keepsOf(args.events);
  const needsExits = wanted('kvm_page_fault');
  const keeps = (event: string): boolean =>
    wanted(event) || (needsExits && NEEDED_BY_FAULTS.includes(event));
  const part = {
    ...(args.fromNs !== undefined && { fromNs: args.fromNs }),
    ...(args.toNs !== undefined && { toNs: args.toNs }),
    ...(args.cpu !== undefined && { hostCpus: [args.cpu] }),
  };
  const { trace } = await openForCommand(args.file, { tscKhz, part, keeps });
  const { header, spell } = spellerOf(args, trace, identity.trace);
  await output.write(header);
  const speller = new EventSpeller(trace, directory);
  let left = args.limit;
  let more = true;
  while (more && left > 0) {
    const texts: string[] = [];
    more = trace.read(EVENTS_A_STEP, (block) => {
      speller.forEach(block, (event) => {
        if (left <= 0) return 'stop';
        if (!wanted(event.access.kindOf(event.block, event.at).name)) return 'go on';
        const ref = event.access.vcpuOf(event.block, event.at);
        if (vcpu !== undefined && ref?.vcpu !== vcpu) return 'go on';
        texts.push(spell(event));
        left--;
        return 'go on';
      });
    });
    await output.write(texts.join(''));
  }
}

function spellerOf(
  args: CommandArguments,
  trace: OpenTrace,
  identity: OpenTrace,
): { readonly header: string; readonly spell: Speller } {
  const record = ({ access, block, at }: SpelledEvent) => eventRecord(access, block, at);
  switch (args.format) {
    case 'text':
      return { header: '', spell: (event) => textLine(trace, event) };
    case 'json':
      return { header: '', spell: (event) => `${JSON.stringify(record(event))}\n` };
    case 'csv': {
      const wanted = keepsOf(args.events);
      const columns = columnsOf(identity.reader.kinds.filter((kind) => wanted(kind.name)));
      return { header: csvHeader(columns), spell: (event) => csvRows([record(event)], columns) };
    }
  }
}

/** As trace-cmd report lays a line out, with all digits of the stamp. */
function textLine({ reader }: OpenTrace, { access, block, at }: SpelledEvent): string {
  const stamp = reader.t0 + BigInt(block.time[at]!);
  const time = reader.clock.unit === 'ns' ? secondsText(stamp) : stamp.toString();
  const thread = `${access.commOf(block, at)}-${block.tid[at]!}`.padStart(22);
  const hostCpu = String(access.hostCpuOf(block, at)).padStart(3, '0');
  const name = `${access.kindOf(block, at).name}:`.padEnd(22);
  return `${thread} [${hostCpu}] ${time}: ${name} ${eventLine(access, block, at)}\n`;
}
