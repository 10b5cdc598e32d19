import assert from 'node:assert/strict';
import type { PageRow } from '../../../../src/protocol/pages';
import { orderedPages, pageGroups } from '../../../../webview/panels/pages/pageGroups';
import { cannedPageOverview } from '../../canned/cannedPages';

const [contested, , other] = cannedPageOverview(10).pages as [PageRow, PageRow, PageRow];
const byCost = { keyOf: ({ costNs }: PageRow) => costNs, isDescending: true };

describe('orderedPages', () => {
  it('puts contested pages first, however little they cost', () => {
    const dear = { ...other, costNs: 9e12 };

    assert.deepEqual(orderedPages([dear, contested], byCost), [contested, dear]);
  });

  it('sorts each of both by the column', () => {
    const cheap = { ...contested, costNs: 1 };
    const dear = { ...other, costNs: 9e12 };

    const sorted = orderedPages([other, cheap, dear, contested], byCost);

    assert.deepEqual(sorted, [contested, cheap, dear, other]);
  });
});

describe('pageGroups', () => {
  const at = (gpa: number, vm = 0, page = other): PageRow => ({ ...page, gpa, vm });

  it('are the regions of 2 MB, where their first page stands', () => {
    const groups = pageGroups([at(0x5ff000), at(0x200000), at(0x400000), at(0x3ff000)]);

    assert.deepEqual(
      groups.map(({ fromGpa, belowGpa, pages }) => [fromGpa, belowGpa, pages.length]),
      [
        [0x400000, 0x600000, 2],
        [0x200000, 0x400000, 2],
      ],
    );
  });

  it('keep VMs, and contested pages and others, apart', () => {
    const groups = pageGroups([at(0x200000, 0, contested), at(0x200000), at(0x201000, 1)]);

    assert.deepEqual(
      groups.map(({ vm, isContested }) => [vm, isContested]),
      [
        [0, true],
        [0, false],
        [1, false],
      ],
    );
  });

  it('hold addresses beyond 4 GB', () => {
    const [group] = pageGroups([at(0x1_2340_1000)]);

    assert.equal(group!.fromGpa, 0x1_2340_0000);
  });
});
