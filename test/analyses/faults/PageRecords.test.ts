import assert from 'node:assert/strict';
import { PageRecords } from '../../../src/analyses/faults/PageRecords';

const SECOND = 1_000_000_000;

function store(records: PageRecords, gfn: number, atNs: number): boolean {
  const page = records.of(gfn, atNs);
  if (page === undefined) return false;
  page.faults++;
  page.lastNs = atNs;
  return true;
}

describe('PageRecords', () => {
  it('makes room for new pages by those of few stores, long ago', () => {
    const records = new PageRecords();
    for (let n = 0; n < 5; n++) store(records, 1, n);
    for (let gfn = 2; gfn < 40_000; gfn++) store(records, gfn, gfn * (SECOND / 1_000));
    const pages = [...records.all];
    assert.ok(pages.length <= 16_384);
    assert.equal(pages.find(({ gfn }) => gfn === 1)?.faults, 5);
    const kept = pages.reduce((sum, { faults }) => sum + faults, 0);
    assert.equal(kept + records.forgotten.total, 40_003);
  });

  it('counts stores into pages for which there is no room', () => {
    const records = new PageRecords();
    let refused = 0;
    for (let gfn = 0; gfn < 20_000; gfn++) if (!store(records, gfn, 0)) refused++;
    assert.equal(refused, 20_000 - 16_384);
    assert.equal(records.forgotten.total, refused);
  });
});
