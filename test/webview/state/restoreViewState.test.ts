import assert from 'node:assert/strict';
import fc from 'fast-check';
import { restoreViewState } from '../../../webview/state/restoreViewState';
import { initialViewState, type ViewState } from '../../../webview/state/viewState';

describe('restoreViewState', () => {
  it('brings back what was saved', () => {
    const saved: ViewState = {
      view: 'idle',
      vm: 0,
      vcpu: 2,
      exitSort: { column: 'p99', descending: false },
      periods: {
        vm: 0,
        strategy: 'hlt-block',
        cause: 'ipi',
        sourceVcpu: null,
        lengthNs: [1e3, 2e3],
      },
      periodOrder: 'length',
      pageSort: { column: 'faults', descending: false },
      page: { vm: 0, gpa: 0x2000000 },
      faults: { vm: 0, vcpu: 2, gpa: 0x2000000, cause: 'sharing', line: 3, timeNs: [5, 9] },
      faultOrder: 'cost',
      timeline: {
        shown: { fromNs: 1e6, toNs: 2e6 },
        place: { lane: 'vm0/vcpu1/state', timeNs: 1.5e6 },
        range: { fromNs: 1.2e6, toNs: 1.4e6 },
        markers: { a: 1.1e6, b: 1.9e6 },
        pointedNs: 1.3e6,
        search: 'reason=HLT',
      },
      code: {
        of: 'wakes',
        by: 'line',
        order: 'p99',
        search: 'idle.c',
        opened: ['0 idle.c:72'],
      },
      filter: 'reason=HLT',
      topPosition: 49_999_000.5,
      cursor: 49_999_010,
      selectedRow: 49_999_010,
      isDetailOpen: true,
      dividers: {
        timeline: 0.8,
        timelineNarrow: 0.9,
        timelineLow: 0.95,
        exits: 0.3,
        idle: 0.5,
        pages: 0.6,
        code: 0.55,
        detail: 0.7,
        timelineSide: 0.4,
        timelineBelow: 0.45,
      },
      openSections: ['diagnostics'],
    };

    assert.deepEqual(restoreViewState(JSON.parse(JSON.stringify(saved))), saved);
  });

  it('starts anew without a saved state', () => {
    assert.deepEqual(restoreViewState(undefined), initialViewState);
  });

  it('survives whatever an older version may have saved', () => {
    const members = fc.record(
      {
        vm: fc.jsonValue(),
        timeline: fc.jsonValue(),
        code: fc.jsonValue(),
        exitSort: fc.jsonValue(),
        view: fc.jsonValue(),
        periods: fc.jsonValue(),
        periodOrder: fc.jsonValue(),
        pageSort: fc.jsonValue(),
        page: fc.jsonValue(),
        faults: fc.jsonValue(),
        faultOrder: fc.jsonValue(),
        filter: fc.jsonValue(),
        topPosition: fc.jsonValue(),
        dividers: fc.jsonValue(),
        openSections: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(members, fc.jsonValue()), (saved) => {
        const state = restoreViewState(saved);
        assert.ok(state.topPosition >= 0);
        assert.ok(state.dividers.exits >= 0 && state.dividers.exits <= 1);
        assert.equal(typeof state.filter, 'string');
        assert.ok(['latency', 'length', 'start'].includes(state.periodOrder));
        assert.ok(['time', 'cost'].includes(state.faultOrder));
        assert.ok(state.code.opened.every((key) => typeof key === 'string'));
      }),
    );
  });
});
