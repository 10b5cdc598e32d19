import assert from 'node:assert/strict';
import { pagesToShow, rowsOfPage } from '../../../webview/tables/pageWindows';

describe('pagesToShow', () => {
  it('names the page of the visible rows', () => {
    assert.deepEqual(pagesToShow(80, 100, 50_000), [0]);
  });

  it('names both pages where the viewport lies across their border', () => {
    assert.deepEqual(pagesToShow(190, 210, 50_000), [0, 1]);
  });

  it('adds the page about to be scrolled to, after the visible one', () => {
    assert.deepEqual(pagesToShow(210, 230, 50_000), [1, 0]);
    assert.deepEqual(pagesToShow(360, 380, 50_000), [1, 2]);
  });

  it('stops at the last row', () => {
    assert.deepEqual(pagesToShow(180, 200, 200), [0]);
    assert.deepEqual(pagesToShow(0, 0, 0), []);
  });
});

describe('rowsOfPage', () => {
  it('brings the row before the page, for its first distance in time', () => {
    assert.deepEqual(rowsOfPage(0), { start: 0, count: 200 });
    assert.deepEqual(rowsOfPage(3), { start: 599, count: 201 });
  });
});
