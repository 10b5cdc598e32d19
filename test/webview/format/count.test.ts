import assert from 'node:assert/strict';
import { counted, formatCount, formatRate } from '../../../webview/format/count';

describe('formatCount', () => {
  it('separates thousands', () => {
    assert.equal(formatCount(50_000_000), '50,000,000');
  });
});

describe('counted', () => {
  it('adds the plural', () => {
    assert.equal(counted(0, 'event'), '0 events');
    assert.equal(counted(1, 'event'), '1 event');
    assert.equal(counted(1_200, 'row'), '1,200 rows');
  });
});

describe('formatRate', () => {
  it('shows three digits below a hundred and whole numbers above', () => {
    assert.equal(formatRate(5.213), '5.21');
    assert.equal(formatRate(10.44), '10.4');
    assert.equal(formatRate(13_528.4), '13,528');
  });

  it('tells rare from never', () => {
    assert.equal(formatRate(0), '0');
    assert.equal(formatRate(0.004), '<0.01');
  });
});
