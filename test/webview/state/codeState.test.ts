import assert from 'node:assert/strict';
import { initialCodeState, reduceCode } from '../../../webview/state/codeState';
import { initialViewState, reduce } from '../../../webview/state/viewState';

const opened = { ...initialCodeState, opened: ['0 default_idle'] };

describe('reduceCode', () => {
  it('opens and closes a row', () => {
    const both = reduceCode(opened, { type: 'code-toggled', key: '0 schedule' });
    const one = reduceCode(both, { type: 'code-toggled', key: '0 default_idle' });

    assert.deepEqual([both.opened, one.opened], [['0 default_idle', '0 schedule'], ['0 schedule']]);
  });

  it('forgets which rows are open where others come in their place', () => {
    const chosen = { type: 'code-chosen', code: { by: 'line' } } as const;

    assert.deepEqual(reduceCode(opened, chosen), { ...initialCodeState, by: 'line' });
  });

  it('keeps them where the same rows come in another order', () => {
    const chosen = { type: 'code-chosen', code: { order: 'p99' } } as const;

    assert.deepEqual(reduceCode(opened, chosen), { ...opened, order: 'p99' });
  });

  it('shows functions where code is searched by a name, instructions where it is by an address', () => {
    const shown = (search: string): string =>
      reduceCode(opened, { type: 'code-shown', of: 'wakes', search }).by;

    assert.deepEqual([shown('HLT'), shown('0xffffffff81000000')], ['symbol', 'instruction']);
  });
});

describe('reduce', () => {
  it('shows code that was picked elsewhere, of the vCPU that was meant', () => {
    const before = { ...initialViewState, vm: 1, vcpu: 3 };

    const state = reduce(before, { type: 'code-shown', of: 'ipis', search: '', vm: 0, vcpu: 2 });

    const code = { ...initialCodeState, of: 'ipis' };
    assert.deepEqual(state, { ...initialViewState, view: 'code', vm: 0, vcpu: 2, code });
  });

  it('shows the matches of a filter in the whole timeline and in the table of events', () => {
    const filter = 'guest_rip=0x400000';
    const timeline = { ...initialViewState.timeline, shown: { fromNs: 1, toNs: 2 } };
    const before = { ...initialViewState, timeline, cursor: 12, topPosition: 4 };

    const state = reduce(before, { type: 'matches-shown', filter });

    assert.deepEqual(state, {
      ...initialViewState,
      view: 'timeline',
      filter,
      timeline: { ...initialViewState.timeline, search: filter },
    });
  });
});
