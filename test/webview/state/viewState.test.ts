import assert from 'node:assert/strict';
import { initialViewState, reduce } from '../../../webview/state/viewState';

describe('reduce', () => {
  it('forgets the vCPU when another VM is chosen', () => {
    const state = reduce({ ...initialViewState, vm: 0, vcpu: 3 }, { type: 'vm-chosen', vm: 1 });

    assert.equal(state.vm, 1);
    assert.equal(state.vcpu, undefined);
  });

  it('keeps the selected event when the filter changes, and forgets where it was in the table', () => {
    const before = { ...initialViewState, selectedRow: 77, cursor: 12, topPosition: 4 };

    const state = reduce(before, { type: 'filtered', filter: 'kvm_exit' });

    assert.equal(state.selectedRow, 77);
    assert.equal(state.cursor, undefined);
    assert.equal(state.topPosition, 0);
  });

  it('shows an event that was picked elsewhere among all events, with its fields', () => {
    const before = { ...initialViewState, filter: 'kvm_exit', selectedRow: 77, cursor: 12 };

    const state = reduce(before, { type: 'revealed', row: 5 });

    assert.deepEqual(state, { ...initialViewState, selectedRow: 5, isDetailOpen: true });
  });

  it('changes nothing when the same filter is given again', () => {
    const before = { ...initialViewState, filter: 'kvm_exit', topPosition: 40 };

    assert.equal(reduce(before, { type: 'filtered', filter: 'kvm_exit' }), before);
  });

  it('shows the idle periods of a strategy that was picked elsewhere', () => {
    const before = { ...initialViewState, periods: { cause: 'ipi' } };

    const state = reduce(before, { type: 'idle-shown', vm: 0, vcpu: 2, strategy: 'hlt-block' });

    const periods = { strategy: 'hlt-block' };
    assert.deepEqual(state, { ...initialViewState, view: 'idle', vm: 0, vcpu: 2, periods });
  });

  it('lists other periods without touching the filter of the events', () => {
    const before = { ...initialViewState, filter: 'kvm_exit' };
    const periods = { strategy: 'hlt-block' };

    const state = reduce(before, { type: 'periods-chosen', periods });

    assert.deepEqual(state, { ...before, periods });
  });

  it('shows a page with its faults, or some of them', () => {
    const page = { vm: 0, gpa: 0x2000000 };

    const all = reduce(initialViewState, { type: 'page-chosen', page });
    const some = reduce(all, { type: 'page-chosen', page, only: { line: 3 } });

    assert.deepEqual([all.page, all.faults], [page, page]);
    assert.deepEqual(some.faults, { ...page, line: 3 });
  });

  it('lists faults of all pages and keeps the page that is shown', () => {
    const page = { vm: 0, gpa: 0x2000000 };
    const before = reduce(initialViewState, { type: 'page-chosen', page });

    const state = reduce(before, { type: 'faults-chosen', faults: { cause: 'cold' } });

    assert.deepEqual([state.page, state.faults], [page, { cause: 'cold' }]);
  });

  it('goes from stores into pages to the idle periods that they ended', () => {
    const state = reduce(initialViewState, { type: 'wakes-chosen', vm: 0, vcpu: undefined });

    assert.equal(state.view, 'idle');
    assert.deepEqual(state.periods, { vm: 0, cause: 'memory-write' });
  });

  it('opens and closes sections', () => {
    const toggle = { type: 'section-toggled', section: 'diagnostics' } as const;
    const opened = reduce(initialViewState, toggle);

    assert.deepEqual(opened.openSections, ['diagnostics']);
    assert.deepEqual(reduce(opened, toggle).openSections, []);
  });

  it('moves one divider and leaves the other', () => {
    const state = reduce(initialViewState, { type: 'divided', divider: 'detail', share: 0.5 });

    assert.deepEqual(state.dividers, { ...initialViewState.dividers, detail: 0.5 });
  });

  it('keeps filter and order over another load, but no row or position', () => {
    const before = { ...initialViewState, filter: 'kvm_exit', selectedRow: 5, topPosition: 9 };

    const state = reduce(before, { type: 'load-restarted' });

    assert.equal(state.filter, 'kvm_exit');
    assert.equal(state.selectedRow, undefined);
    assert.equal(state.topPosition, 0);
  });
});
