import { secondsText } from '../base/secondsText';
import { identityNeeds } from '../engine/needs';
import { identityPasses } from '../engine/passes';
import { factsOf } from '../engine/factsOf';
import { readThrough } from '../engine/readThrough';
import type { RelationFacts, SpanFacts, TraceFacts } from '../protocol/facts';
import type { CommandArguments } from './arguments';
import { openForCommand, warn } from './openForCommand';
import type { Output } from './Output';
import { printable } from './printable';
import { sourceLines } from './sourceLines';
import { textTable } from './textTable';

const MOST_COUNTS_SHOWN = 20;

/** `exitscope info FILE`: what the trace is, without a look at any single event. */
export async function infoCommand(args: CommandArguments, output: Output): Promise<void> {
  const trace = await openForCommand(args, identityNeeds);
  const facts = factsOf(trace, readThrough(trace, identityPasses(trace)));
  warn(facts);
  await output.write(args.json ? `${JSON.stringify(infoJson(facts))}\n` : infoText(facts));
}

/** The shape that outside checks rely on. */
export function infoJson(facts: TraceFacts): unknown {
  return {
    schema: 'exitscope.info/1',
    sources: facts.sources.map((source) => ({
      path: source.path,
      format: source.format,
      version: source.version,
      compression: source.compression,
      clock: source.clock.name,
      clock_unit: source.clock.unit,
      clock_conversion: source.clock.conversion,
      kernel: source.kernel,
      cpus: source.hostCpus,
      bytes: source.fileBytes,
      relation: relationJson(source.relation),
    })),
    t0_ns: facts.t0Ns,
    duration_ns: facts.t0Ns === null ? null : facts.durationNs,
    events: facts.events,
    event_counts: Object.fromEntries(facts.eventCounts.map(({ name, count }) => [name, count])),
    lost_events: facts.lostEvents,
    lost: facts.lost.map(({ source, hostCpu, fromNs, toNs, count }) => ({
      source,
      cpu: hostCpu,
      from_ns: fromNs,
      to_ns: toNs,
      count,
    })),
    vms: facts.vms,
    diagnostics: facts.diagnostics,
  };
}

function relationJson({ guestCpus, ...relation }: RelationFacts): unknown {
  const pair = (span: SpanFacts | null) => span && [span.fromNs, span.toNs];
  return {
    kind: relation.kind,
    shift_ns: relation.shiftNs,
    samples: relation.samples,
    guest_of: relation.guestOf,
    vm: relation.vm,
    guest_cpus: guestCpus.map(({ slack, best, drift, ...cpu }) => ({
      ...cpu,
      slack_ns: pair(slack),
      best_ns: pair(best),
      best_outside: best && best.outside,
      drift_ns: pair(drift),
    })),
  };
}

/** A loss of unknown size is no 0, nor is what perf script does not print unless it is told to. */
function lostText({ sources, lostEvents, lostGaps, unsizedGaps }: TraceFacts): string {
  if (lostGaps === 0 && sources.every(({ format }) => format === 'perf-script')) {
    return 'not recorded (perf script prints them with --show-lost-events)';
  }
  const known = String(lostEvents);
  if (unsizedGaps === 0) return known;
  return `${lostEvents === 0 ? 'unknown number' : `at least ${known}`}, in ${lostGaps} gaps`;
}

function infoText(facts: TraceFacts): string {
  const unit = facts.sources.some(({ clock }) => clock.unit === 'cycles') ? 'cycles' : 'ns';
  const duration =
    unit === 'ns' ? `${secondsText(facts.durationNs)} s` : `${facts.durationNs} cycles`;
  const lines: [string, string][] = [
    ...facts.sources.flatMap((source, index) => sourceLines(source, index, facts.sources)),
    ['duration', facts.t0Ns === null ? 'no events' : duration],
    ['events', String(facts.events)],
    ['lost events', lostText(facts)],
    ...facts.vms.map((vm): [string, string] => [
      `VM ${vm.vm}${vm.name === null ? '' : ` (${vm.name})`}`,
      vm.vcpus.map(({ vcpu, tid }) => `vCPU ${vcpu} = thread ${tid ?? 'not recorded'}`).join(', '),
    ]),
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  const shown = facts.eventCounts.slice(0, MOST_COUNTS_SHOWN);
  const left = facts.eventCounts.length - shown.length;
  const table = textTable(
    ['events', 'count'],
    shown.map(({ name, count }) => [name, String(count)]),
    1,
  );
  const more = left > 0 ? `and ${left} more kinds (--json lists all)\n` : '';
  const head = lines.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join('');
  return printable(`${head}\n${table}${more}`);
}
