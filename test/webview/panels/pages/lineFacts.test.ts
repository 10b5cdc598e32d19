import assert from 'node:assert/strict';
import { lineFacts, lineText } from '../../../../webview/panels/pages/lineFacts';
import { cannedPageDetail } from '../../canned/cannedPages';

const detail = cannedPageDetail(0x2000000, 10)!;

describe('lineFacts', () => {
  it('has every line of the page', () => {
    assert.equal(lineFacts(detail, 64).length, 64);
    assert.equal(lineFacts(detail, 128).length, 32);
  });

  it('tells who writes a line, whom that wakes, and which line is monitored', () => {
    const [first, , , third] = lineFacts(detail, 64);

    assert.deepEqual(
      first!.accesses.map(({ vcpu }) => vcpu),
      [0, 1],
    );
    assert.deepEqual([first!.stores, first!.isMonitored, first!.wokenVcpus], [361, true, [0]]);
    assert.deepEqual([third!.stores, third!.isMonitored, third!.wokenVcpus], [1_440, false, []]);
  });
});

describe('lineFacts of a page whose idle periods are not told', () => {
  it('takes the only waiter of the page for the one that was woken', () => {
    const [first, , , third] = lineFacts({ ...detail, wakes: [] }, 64);

    assert.deepEqual([first!.wokenVcpus, third!.wokenVcpus], [[0], []]);
  });
});

describe('lineText', () => {
  it('tells the numbers of a line', () => {
    const lines = lineFacts(detail, 64);

    assert.equal(
      lineText(lines[0]!, 64),
      'Line 0 (0x0 to 0x3f): vCPU 0: 1 other fault; vCPU 1: 361 stores, 361 of them woke; monitored; wakes vCPU 0',
    );
    assert.equal(
      lineText(lines[3]!, 64),
      'Line 3 (0xc0 to 0xff): vCPU 2: 1,440 stores, 2 other faults',
    );
  });

  it('says of a line that nobody accessed that it has no faults', () => {
    assert.equal(lineText(lineFacts(detail, 64)[63]!, 64), 'Line 63 (0xfc0 to 0xfff): no faults');
  });
});
