import assert from 'node:assert/strict';
import {
  emptyLayout,
  layoutLanes,
  rowAt,
  rowsBetween,
  type LaneRow,
} from '../../../webview/timeline/layoutLanes';
import { moved, toggled, withAllShown } from '../../../webview/timeline/layoutEdits';
import { cannedTimelineOverview } from '../canned/cannedTimeline';

const { lanes } = cannedTimelineOverview(true);

function keysOf(rows: readonly LaneRow[]): readonly string[] {
  return rows.map(({ key }) => key);
}

describe('The layout of the lanes', () => {
  it('stands lanes under the head of their VM, their host or their pages', () => {
    const { scrolled } = layoutLanes(lanes, emptyLayout, {});

    const heads = scrolled.filter(({ lane }) => lane === undefined);
    assert.deepEqual(keysOf(heads), ['vm0', 'vm1', 'cpus', 'vm0/pages']);
    assert.equal(scrolled.length, lanes.length + heads.length);
  });

  it('lets no two rows overlap', () => {
    const { scrolled } = layoutLanes(lanes, toggled(emptyLayout, 'collapsed', 'cpu1'), {});

    scrolled.slice(1).forEach((row, index) => {
      const above = scrolled[index]!;
      assert.ok(row.topCssPx >= above.topCssPx + above.heightCssPx, row.key);
    });
  });

  it('keeps pinned lanes on top and out of the rest', () => {
    const layout = toggled(emptyLayout, 'pinned', 'cpu2');

    const { pinned, scrolled, pinnedCssPx } = layoutLanes(lanes, layout, {});

    assert.deepEqual(keysOf(pinned), ['cpu2']);
    assert.ok(!keysOf(scrolled).includes('cpu2') && pinnedCssPx > 0);
  });

  it('shows of a collapsed group its head alone, and no hidden lane', () => {
    const layout = toggled(toggled(emptyLayout, 'collapsed', 'vm0'), 'hidden', 'cpu0');

    const { scrolled, hiddenCount } = layoutLanes(lanes, layout, {});

    assert.ok(keysOf(scrolled).includes('vm0'));
    assert.ok(!keysOf(scrolled).some((key) => key.startsWith('vm0/vcpu') || key === 'cpu0'));
    assert.equal(hiddenCount, 1);
    assert.deepEqual(withAllShown(layout).hidden, []);
  });

  it('shows the lanes of one vCPU with those of host CPUs, when it is chosen', () => {
    const { scrolled } = layoutLanes(lanes, emptyLayout, { vm: 0, vcpu: 1 });

    const vcpus = new Set(scrolled.flatMap(({ lane }) => lane?.vcpu ?? []));
    assert.deepEqual([...vcpus], [1]);
    assert.ok(keysOf(scrolled).includes('cpu3'));
  });

  it('moves a lane to the place of another, and keeps all others in order', () => {
    const { order } = layoutLanes(lanes, emptyLayout, {});

    const layout = moved(emptyLayout, order, 'cpu3', 'cpu0');

    const cpus = keysOf(layoutLanes(lanes, layout, {}).scrolled).filter((key) =>
      /^cpu\d/.test(key),
    );
    assert.deepEqual(cpus, ['cpu3', 'cpu0', 'cpu1', 'cpu2']);
    assert.deepEqual(moved(layout, layout.order, 'no-lane', 'cpu0').order, layout.order);
  });

  it('keeps the place of a lane that is hidden while others are moved', () => {
    const hidden = toggled(emptyLayout, 'hidden', 'cpu1');
    const { order } = layoutLanes(lanes, hidden, {});

    const shown = withAllShown(moved(hidden, order, 'cpu3', 'cpu2'));

    const cpus = keysOf(layoutLanes(lanes, shown, {}).scrolled).filter((key) => /^cpu\d/.test(key));
    assert.deepEqual(cpus, ['cpu0', 'cpu1', 'cpu3', 'cpu2']);
  });

  it('puts lanes that a kept layout does not name after those that it does', () => {
    const layout = { ...emptyLayout, order: ['cpu2', 'cpu1'] };

    const cpus = keysOf(layoutLanes(lanes, layout, {}).scrolled).filter((key) =>
      /^cpu\d/.test(key),
    );

    assert.deepEqual(cpus, ['cpu2', 'cpu1', 'cpu0', 'cpu3']);
  });

  it('finds the row at a height, and those in sight', () => {
    const { scrolled } = layoutLanes(lanes, emptyLayout, {});
    const row = scrolled[7]!;

    assert.equal(rowAt(scrolled, row.topCssPx + 1)?.key, row.key);
    assert.equal(rowAt(scrolled, -5), undefined);
    const inSight = rowsBetween(scrolled, row.topCssPx + 1, row.topCssPx + row.heightCssPx - 1);
    assert.deepEqual(keysOf(inSight), [row.key]);
  });
});
