import type { ChainStep, IdlePeriodRow } from '../../../src/protocol/idle';
import { element } from '../../dom/element';
import { formatDuration, formatInstant } from '../../format/time';
import type { IdleContext } from './IdleContext';
import { linkButton } from '../parts/partTable';
import { openStep } from './periodColumns';

const stepTexts: Readonly<Record<ChainStep['step'], string>> = {
  idle: 'Idle from here',
  origin: 'The wake’s origin',
  cause: 'Interrupt or timer for this vCPU',
  waking: 'Host wakes the thread',
  running: 'Thread on a CPU',
  entry: 'Guest code runs',
};

/** The steps of one wake, each with its event and the time since the one before. */
export function chainList(period: IdlePeriodRow, context: IdleContext): HTMLElement {
  const unit = context.clockUnit();
  const { chain } = period;
  const steps = chain.map((step, index) => {
    const before = chain[index - 1];
    const since =
      before === undefined ? '' : `+${formatDuration(step.timeNs - before.timeNs, unit)}`;
    return element(
      'li',
      {},
      linkButton(formatInstant(step.timeNs, unit), () => {
        openStep(step, context);
      }),
      element('span', { class: 'chain-since' }, since),
      element('span', {}, stepTexts[step.step]),
      element('code', {}, step.event === '' ? 'no event of this time is loaded' : step.event),
    );
  });
  const all = linkButton('All events in between', () => {
    context.filterChosen(`time>=${chain[0]!.timeNs}ns time<=${chain.at(-1)!.timeNs}ns`);
  });
  return element(
    'ol',
    { class: 'chain', 'data-testid': 'chain' },
    ...steps,
    element('li', {}, all),
  );
}
