import assert from 'node:assert/strict';
import type { PageRow } from '../../../../src/protocol/pages';
import { pagesOf } from '../../../../webview/panels/pages/pagesOf';
import { cannedPageOverview } from '../../canned/cannedPages';

const [waited, pingPong, other] = cannedPageOverview(10).pages as [PageRow, PageRow, PageRow];

describe('pagesOf', () => {
  it('are those of the VM', () => {
    assert.deepEqual(pagesOf([waited, { ...other, vm: 1 }], { vm: 1 }), [{ ...other, vm: 1 }]);
  });

  it('are those that a vCPU writes or waits on', () => {
    assert.deepEqual(pagesOf([waited, pingPong], { vm: 0, vcpu: 2 }), [waited]);
    assert.deepEqual(pagesOf([waited, pingPong], { vm: 0, vcpu: 3 }), [pingPong]);
    assert.deepEqual(pagesOf([waited, pingPong], { vm: 0, vcpu: 0 }), [waited, pingPong]);
  });

  it('keep the pages that do not tell who faulted', () => {
    assert.deepEqual(pagesOf([waited, other], { vm: 0, vcpu: 7 }), [other]);
  });
});
