import assert from 'node:assert/strict';
import { COMMON_PAGE_LAYOUT, parsePageLayout } from '../../../src/formats/ringbuffer/PageLayout';

/** `/sys/kernel/tracing/events/header_page` of Linux 6.1 on x86-64. */
const HEADER_PAGE =
  '\tfield: u64 timestamp;\toffset:0;\tsize:8;\tsigned:0;\n' +
  '\tfield: local_t commit;\toffset:8;\tsize:8;\tsigned:1;\n' +
  '\tfield: int overwrite;\toffset:8;\tsize:1;\tsigned:1;\n' +
  '\tfield: char data;\toffset:16;\tsize:4080;\tsigned:1;\n';

describe('parsePageLayout', () => {
  it('reads what a 64-bit kernel writes', () => {
    assert.deepEqual(parsePageLayout(HEADER_PAGE), COMMON_PAGE_LAYOUT);
  });

  it('reads the shorter header of a 32-bit kernel', () => {
    const text = HEADER_PAGE.replace('offset:8;\tsize:8', 'offset:8;\tsize:4').replace(
      'offset:16;\tsize:4080',
      'offset:12;\tsize:4084',
    );
    assert.deepEqual(parsePageLayout(text), {
      timestampOffset: 0,
      commitOffset: 8,
      commitBytes: 4,
      dataOffset: 12,
    });
  });

  it('refuses a text that no sub-buffer can have', () => {
    assert.equal(parsePageLayout(''), undefined);
    assert.equal(parsePageLayout(HEADER_PAGE.replace('data;', 'rest;')), undefined);
    assert.equal(parsePageLayout(HEADER_PAGE.replace('offset:16', 'offset:4000')), undefined);
    assert.equal(parsePageLayout(HEADER_PAGE.replace('offset:16', 'offset:17')), undefined);
    assert.equal(
      parsePageLayout(HEADER_PAGE.replace('offset:8;\tsize:8', 'offset:8;\tsize:2')),
      undefined,
    );
    assert.equal(
      parsePageLayout(HEADER_PAGE.replace('offset:0;\tsize:8', 'offset:0;\tsize:4')),
      undefined,
    );
  });
});
