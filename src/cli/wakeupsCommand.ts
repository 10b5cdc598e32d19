import { findingContext } from '../queries/findings/findingContext';
import { pageSource } from '../queries/conflicts/PageSource';
import type { TimeWords } from '../queries/findings/phrases';
import { latencyJson } from '../queries/idle/periodJson';
import type { WakingStore } from '../queries/conflicts/StoreWakes';
import { PeriodTable } from '../queries/idle/PeriodTable';
import { slowestWakes } from '../queries/idle/slowestWakes';
import { stepTexts } from '../queries/idle/stepTexts';
import { wakeRow } from '../queries/idle/wakeRow';
import type { WakeRow } from '../queries/idle/wakeRow';
import type { CommandArguments } from './arguments';
import { noVcpuText } from './noVcpuText';
import type { Output } from './Output';
import { printable } from './printable';
import { readReport } from './readReport';
import { wrapped } from './wrapped';

/** `exitscope wakeups FILE`: the slowest ones, from their cause to the guest. */
export async function wakeupsCommand(args: CommandArguments, output: Output): Promise<void> {
  const source = await readReport(args);
  const context = findingContext(source);
  const table = new PeriodTable(source.idle, source.directory.refs());
  const { wakes } = pageSource(context, table);
  const rows = slowestWakes(table, args.slowest).map((period) => wakeRow(context, period, wakes));
  if (args.json) await output.write(printable(`${JSON.stringify(wakeupsJson(rows))}\n`));
  else if (rows.length === 0) {
    const noWakeup = 'No wakeup was recorded whose way is known.\n';
    await output.write(printable(noVcpuText(source.facts) ?? noWakeup));
  }
  for (const row of args.json ? [] : rows) {
    await output.write(printable(`${wakeText(row, context.words)}\n`));
  }
}

/** docs/wakeups.schema.json describes it. */
function wakeupsJson(rows: readonly WakeRow[]): unknown {
  return {
    schema: 'exitscope.wakeups/1',
    wakeups: rows.map((row) => ({
      vm: row.vm,
      vcpu: row.vcpu,
      start_ns: row.startNs,
      end_ns: row.endNs,
      strategy: row.strategy,
      cause: row.cause,
      confidence: row.confidence,
      vector: row.vector ?? null,
      by: row.by ?? null,
      behind: row.behind ?? null,
      store: row.store === undefined ? null : storeJson(row.store),
      chain: row.chain.map(({ step, timeNs, event }) => ({
        what: step,
        event: event === '' ? null : event,
        at_ns: timeNs,
      })),
      latency_ns: latencyJson(row.latency),
    })),
  };
}

function storeJson({ vcpu, gpa, line, atNs }: WakingStore): unknown {
  return { vcpu, gpa, line, at_ns: atNs };
}

function wakeText(row: WakeRow, words: TimeWords): string {
  const { vm, vcpu, strategy, cause, confidence, vector, by, behind, latency, chain } = row;
  const from = by === undefined ? '' : ` by ${by}`;
  const number = vector === undefined ? '' : `, vector ${vector}`;
  const total = words.duration(latency.totalNs ?? 0);
  const store =
    row.store === undefined
      ? ''
      : `, for a store of vCPU ${row.store.vcpu} into ${row.store.gpa} (line ${row.store.line})`;
  const head = `${total}: vCPU ${vcpu} of VM ${vm}, ${strategy}, woken by ${cause}${from}${number}${store} (${confidence})`;
  const lines = chain.map(({ step, event, timeNs }, index) => {
    const before = chain[index - 1];
    const since = before === undefined ? '' : `+${words.duration(timeNs - before.timeNs)}`;
    const wait = step === 'running' && behind !== undefined ? `, behind ${behind}` : '';
    return `  ${words.instant(timeNs)}  ${since.padStart(12)}  ${stepTexts[step]}${wait} (${event === '' ? 'by the length of its halt' : event})\n`;
  });
  return [wrapped(head, '', '  '), ...lines].join('');
}
