import assert from 'node:assert/strict';
import { exitsAsCsv, exitsAsMarkdown } from '../../../webview/tables/exitsExport';
import { exitRow } from '../canned/exitRow';

const tenSeconds = { clockUnit: 'ns', durationNs: 10e9 } as const;

describe('exitsAsCsv', () => {
  it('gives unrounded values under the names of the command line', () => {
    const [header, row] = exitsAsCsv([exitRow()], tenSeconds).split('\n');

    assert.equal(
      header,
      'vm,vcpu,isa,reason,code,class,count,paired,exits_per_s,share,total_ns,min_ns,mean_ns,p50_ns,p90_ns,p99_ns,max_ns',
    );
    assert.equal(
      row,
      '0,1,vmx,HLT,12,idle,2000,2000,200,0.25,3000000,250,1500,1200,2000,9000,40000',
    );
  });

  it('does not call cycles nanoseconds', () => {
    const [header] = exitsAsCsv([], { clockUnit: 'cycles', durationNs: 1 }).split('\n');

    assert.match(header!, /total_cycles/);
    assert.doesNotMatch(header!, /_ns/);
  });
});

describe('exitsAsMarkdown', () => {
  it('gives the table as it is on screen', () => {
    const lines = exitsAsMarkdown([exitRow()], tenSeconds).split('\n');

    assert.match(lines[0]!, /^\| VM \| vCPU \| Reason \|/);
    assert.match(lines[2]!, /^\| 0 \| 1 \| HLT \(12\) \| idle \| 2,000 \| 200 \| 3\.000 ms \|/);
  });
});
