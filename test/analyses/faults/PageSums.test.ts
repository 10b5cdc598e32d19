import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PageSums } from '../../../src/analyses/faults/PageSums';

const MOST = 64;
const SECOND = 1_000_000_000;

/** Pages that fault once each, a second apart in groups of `MOST`. */
function touchOnce(sums: PageSums, pages: number, fromGfn: number): void {
  for (let n = 0; n < pages; n++) {
    sums.add(0, fromGfn + n, Math.floor(n / 32) * 2 * SECOND, 10);
  }
}

describe('PageSums', () => {
  it('adds up the faults of a page by vCPU', () => {
    const sums = new PageSums(MOST);
    sums.add(1, 7, 100, 5);
    sums.add(1, 7, 200, 6);
    sums.add(2, 7, 300, 7);
    assert.deepEqual(
      [...sums.all()],
      [
        {
          lane: 1,
          gfn: 7,
          faults: 2,
          costNs: 11,
          firstNs: 100,
          lastNs: 200,
          forgotten: 0,
        },
        {
          lane: 2,
          gfn: 7,
          faults: 1,
          costNs: 7,
          firstNs: 300,
          lastNs: 300,
          forgotten: 0,
        },
      ],
    );
  });

  it('keeps pages that fault again and again exact among many that fault once', () => {
    const sums = new PageSums(MOST);
    for (let n = 0; n < 2_000; n++) {
      const atNs = n * SECOND;
      sums.add(0, 5, atNs, 1);
      sums.add(0, 1_000 + n, atNs, 1);
    }
    const heavy = [...sums.all()].find(({ gfn }) => gfn === 5);
    assert.equal(heavy?.faults, 2_000);
    assert.equal(heavy.forgotten, 0);
  });

  it('counts every fault, remembered or forgotten', () => {
    const sums = new PageSums(MOST);
    touchOnce(sums, 1_000, 0);
    const kept = [...sums.all()].reduce((sum, { faults }) => sum + faults, 0);
    assert.ok([...sums.all()].length <= MOST);
    assert.equal(kept + sums.forgotten.total, 1_000);
  });

  it('says of a page that comes back how much was forgotten at most, never too little', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500), { maxLength: 600 }), (gfns) => {
        const sums = new PageSums(MOST);
        const truth = new Map<number, number>();
        gfns.forEach((gfn, n) => {
          sums.add(0, gfn, n * SECOND, 1);
          truth.set(gfn, (truth.get(gfn) ?? 0) + 1);
        });
        for (const { gfn, faults, forgotten } of sums.all()) {
          assert.ok(faults <= truth.get(gfn)!);
          assert.ok(faults + forgotten >= truth.get(gfn)!);
        }
      }),
      { numRuns: 50 },
    );
  });
});
