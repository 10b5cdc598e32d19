import assert from 'node:assert/strict';
import type { IdlePeriodRow } from '../../../../src/protocol/idle';
import type { IdleContext } from '../../../../webview/panels/idle/IdleContext';
import { partMarkdown } from '../../../../webview/panels/parts/partTable';
import { periodColumns } from '../../../../webview/panels/idle/periodColumns';
import { cannedPeriods } from '../../canned/cannedIdle';

const [period] = cannedPeriods({}, 0, 1).rows;

describe('periodColumns', () => {
  it('leads from a part of a wake to the event it begins with', () => {
    const picked: number[] = [];
    const cell = cellOf('waking-running', period!, { eventPicked: (row) => picked.push(row) });

    cell.opened!();

    assert.deepEqual(picked, [period!.chain.find(({ step }) => step === 'waking')!.row]);
  });

  it('leads to the time where the event is not loaded', () => {
    const chain = period!.chain.map((step) => ({ ...step, row: null, event: '' }));
    const picked: number[] = [];
    const cell = cellOf('start', { ...period!, chain }, { timePicked: (ns) => picked.push(ns) });

    cell.opened!();

    assert.deepEqual(picked, [period!.startNs]);
  });

  it('shows a part that is not recorded as such, and leads nowhere', () => {
    const { text, tooltip, opened } = cellOf('cause-waking', period!, {});

    assert.deepEqual([text, tooltip, opened], ['–', 'Not recorded', undefined]);
  });

  it('says why a cause is unknown', () => {
    const unknown = { ...period!.wake!, cause: 'unknown', sourceVcpu: null, sourceTid: null };
    const because = (whyUnknown: 'not-recorded' | 'did-not-happen'): string =>
      cellOf('cause', { ...period!, wake: { ...unknown, whyUnknown } }, {}).text;

    assert.equal(because('not-recorded'), 'Unknown: not recorded');
    assert.equal(because('did-not-happen'), 'Unknown: no recorded event tells');
  });

  it('copies as a table of what is shown', () => {
    const columns = periodColumns(contextWith({}));
    const [head, , row] = partMarkdown({ columns, rows: [period!] }).split('\n');

    assert.match(head!, /^\| Start \(s\) \| vCPU \| Strategy \|/);
    assert.match(row!, /hlt-poll-miss \(certain\).*IPI from vCPU 1 \(certain\)/);
  });
});

function cellOf(
  id: string,
  row: IdlePeriodRow,
  context: Partial<IdleContext>,
): ReturnType<ReturnType<typeof periodColumns>[number]['cell']> {
  return periodColumns(contextWith(context))
    .find((column) => column.id === id)!
    .cell(row);
}

function contextWith(context: Partial<IdleContext>): IdleContext {
  const unexpected = (): never => {
    throw new Error('leads elsewhere');
  };
  return {
    clockUnit: () => 'ns',
    code: { nodes: () => [], showHot: unexpected },
    periodsChosen: unexpected,
    orderChosen: unexpected,
    filterChosen: unexpected,
    eventPicked: unexpected,
    timePicked: unexpected,
    copied: unexpected,
    ...context,
  };
}
