import { capitalised } from '../../../src/base/capitalised';
import type { ChainStep, IdlePeriodRow } from '../../../src/protocol/idle';
import { counted } from '../../format/count';
import { exactDuration, formatDuration, formatInstant } from '../../format/time';
import type { IdleContext } from './IdleContext';
import type { PartCell, PartColumn } from '../parts/partTable';
import { causeTitle, wakeText } from './wakerTexts';

export type PeriodColumn = PartColumn<IdlePeriodRow>;

/** What is shown of an idle period and of the parts of its wake; a number leads to the event it ends or begins with. */
export function periodColumns(context: IdleContext): readonly PeriodColumn[] {
  const unit = context.clockUnit();
  const toStep = (row: IdlePeriodRow, wanted: ChainStep['step']): (() => void) | undefined => {
    const step = row.chain.find(({ step: name }) => name === wanted);
    if (step === undefined) return undefined;
    return () => {
      openStep(step, context);
    };
  };
  const time = (
    id: string,
    title: string,
    meaning: string,
    of: (row: IdlePeriodRow) => number | null | undefined,
    step?: ChainStep['step'],
  ): PeriodColumn => ({
    id,
    title,
    meaning,
    isNumeric: true,
    cell: (row): PartCell => {
      const timeNs = of(row);
      if (timeNs === null || timeNs === undefined) {
        return { text: '–', tooltip: 'Not recorded' };
      }
      return {
        text: formatDuration(timeNs, unit),
        tooltip: exactDuration(timeNs, unit),
        opened: step === undefined ? undefined : toStep(row, step),
      };
    },
  });
  const word = (
    id: string,
    title: string,
    meaning: string,
    of: (row: IdlePeriodRow) => PartCell,
  ): PeriodColumn => ({ id, title, meaning, isNumeric: false, cell: of });
  const addressCell = ({ vm }: IdlePeriodRow, rip: string | null): PartCell =>
    rip === null
      ? { text: '–', tooltip: 'Not recorded' }
      : { text: rip, more: context.code.nodes({ vm, rip }) };
  return [
    {
      id: 'start',
      title: 'Start (s)',
      meaning: 'When the period began; shows that event',
      isNumeric: true,
      cell: (row) => ({ text: formatInstant(row.startNs, unit), opened: toStep(row, 'idle') }),
    },
    word('vcpu', 'vCPU', 'VM and vCPU', ({ vm, vcpu }) => ({ text: `VM ${vm} vCPU ${vcpu}` })),
    word('strategy', 'Strategy', 'By which means, and how sure it is', (row) => ({
      text: `${row.strategy} (${row.confidence})`,
      tooltip: row.iterations === 1 ? undefined : `${row.iterations} iterations`,
    })),
    time('length', 'Length', 'From the begin to guest code', lengthOf, 'entry'),
    time('poll', 'Polled', 'Of that, the host spun', ({ pollNs }) => pollNs, 'idle'),
    time('wait', 'Slept', 'Of that, the thread slept', ({ waitNs }) => waitNs, 'waking'),
    word('cause', 'Woken by', 'What ended it, and how sure that is', causeCell),
    time(
      'cause-waking',
      'Cause → waking',
      'From the cause to the host’s wakeup of the thread',
      ({ wake }) => wake?.causeToWakingNs,
      'cause',
    ),
    time(
      'waking-running',
      'Waking → on CPU',
      'From the wakeup to the thread on a CPU',
      ({ wake }) => wake?.wakingToRunningNs,
      'waking',
    ),
    time(
      'running-entry',
      'On CPU → guest',
      'From there to guest code',
      ({ wake }) => wake?.runningToEntryNs,
      'running',
    ),
    time('latency', 'Latency', 'All parts that are known', ({ wake }) => wake?.totalNs, 'entry'),
    word('rip', 'Idle at', 'Guest code that began to idle', (row) => addressCell(row, row.rip)),
    word('source-rip', 'Caused at', 'Guest code of the vCPU that caused the wake', (row) =>
      addressCell(row, row.wake?.sourceRip ?? null),
    ),
  ];
}

/** Shows the event of a step; where it is not loaded, what comes next. */
export function openStep({ row, timeNs }: ChainStep, context: IdleContext): void {
  if (row === null) context.timePicked(timeNs);
  else context.eventPicked(row);
}

function lengthOf({ startNs, endNs }: IdlePeriodRow): number | null {
  return endNs === null ? null : endNs - startNs;
}

/** The cause and its confidence; what else is known of it in the tooltip. */
function causeCell({ wake, earlierHalts }: IdlePeriodRow): PartCell {
  if (wake === null) return { text: '–', tooltip: 'Its end is not recorded' };
  const { store } = wake;
  const facts = [
    ...(wake.vector === null ? [] : [`vector 0x${wake.vector.toString(16)}`]),
    ...(store === null
      ? []
      : [`for a store of vCPU ${store.vcpu} into ${store.gpa}, line ${store.line} of its page`]),
    ...(wake.gsi === null ? [] : [`interrupt line ${wake.gsi}`]),
    ...(wake.alsoPending === 0 ? [] : [`${counted(wake.alsoPending, 'interrupt')} more pending`]),
    ...earlierHalts.map((halt) => `halted again after: ${wakeText(halt)} (${halt.confidence})`),
  ];
  const tooltip = facts.length === 0 ? undefined : capitalised(facts.join('; '));
  if (wake.whyUnknown !== null) {
    const why = wake.whyUnknown === 'not-recorded' ? 'not recorded' : 'no recorded event tells';
    const guess = wake.suspected === null ? '' : `, likely ${causeTitle(wake.suspected)}`;
    return { text: `${wakeText(wake)}: ${why}${guess}`, tooltip };
  }
  const by = store === null ? wakeText(wake) : `${wakeText(wake)}, store into ${store.gpa}`;
  return { text: `${by} (${wake.confidence})`, tooltip };
}
