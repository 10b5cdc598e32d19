import assert from 'node:assert/strict';
import { headerFacts } from '../../../src/ingest/text/headerFacts';

describe('headerFacts', () => {
  it('takes from the header of perf script what it says of the host', () => {
    const facts = headerFacts(
      [
        '# ========',
        '# captured on    : Sun Nov 22 08:47:11 2026',
        '# os release : 6.18.44',
        '# nrcpus online : 2',
        '# cpuid : AuthenticAMD,25,17,1',
        '# clockid: monotonic (1)',
      ],
      [],
    );
    assert.deepEqual(facts, {
      format: 'perf-script',
      hostCpus: 2,
      kernel: '6.18.44',
      clock: 'mono',
      isa: 2,
      recordings: 1,
      overwritten: 0,
    });
  });

  it('takes from the header of tracefs the host CPUs and what was overwritten', () => {
    const facts = headerFacts(
      ['# tracer: nop', '#', '# entries-in-buffer/entries-written: 3641/5000   #P:3'],
      [],
    );
    assert.deepEqual([facts.format, facts.hostCpus, facts.overwritten], ['ftrace-text', 3, 1359]);
  });

  it('has no number of host CPUs where several recordings are printed together', () => {
    assert.equal(headerFacts([], [3]).hostCpus, 3);
    const several = headerFacts([], [3, 2]);
    assert.deepEqual([several.hostCpus, several.recordings], [undefined, 2]);
  });

  it('knows nothing without a header', () => {
    const { format, hostCpus, kernel, clock, isa } = headerFacts(['# a note'], []);
    assert.deepEqual([format, hostCpus, kernel, clock, isa], Array(5).fill(undefined));
  });
});
