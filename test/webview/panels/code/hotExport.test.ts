import assert from 'node:assert/strict';
import type { HotGrouping } from '../../../../src/protocol/code';
import type { HotContext } from '../../../../webview/panels/code/HotContext';
import { hotAsCsv, hotSentence } from '../../../../webview/panels/code/hotExport';
import { topNode } from '../../../../webview/panels/code/HotNode';
import { cannedHotCode } from '../../canned/cannedCode';

const context: HotContext = {
  of: 'exits',
  clockUnit: 'ns',
  totalNs: 50e9,
  bins: { fromNs: 0, binNs: 1 },
  hasWakeups: false,
  hasModules: false,
  hasLines: true,
  hasVms: false,
};

describe('hotAsCsv', () => {
  it('holds unrounded values under the names of the command line', () => {
    const [head, row] = hotAsCsv([hottest('instruction').row], context).split('\n');

    assert.equal(
      head,
      'vm,reason,rip,symbol,offset,module,file,line,count,share,total_ns,p50_ns,p99_ns,max_ns,wakeups,vcpus,first_ns,last_ns,instructions',
    );
    assert.equal(
      row,
      '0,HLT,0xffffffff9e1d2a4b,default_idle,11,,/build/linux-6.1/arch/x86/include/asm/irqflags.h,52,1562500,0.916,45800000000,24329,216909,12087389,,0 1 2 3,1000000,115499000000,1',
    );
  });

  it('says that a clock counts cycles', () => {
    assert.match(hotAsCsv([], { ...context, clockUnit: 'cycles' }), /,total_cycles,p50_cycles,/);
  });
});

describe('hotSentence', () => {
  it('names an instruction, its line, its reason and its numbers', () => {
    assert.equal(
      hotSentence(hottest('instruction'), 'web.trace.dat', context),
      'web.trace.dat, VM 0: default_idle+0xb (0xffffffff9e1d2a4b, native_safe_halt at /build/linux-6.1/arch/x86/include/asm/irqflags.h:52), reason HLT: 1,562,500 exits on vCPUs 0, 1, 2, 3; 45.80 s in all, 91.6 % of the time shown; median 24.33 µs; 99th percentile 216.9 µs; longest 12.09 ms.',
    );
  });

  it('leaves out what rows that were added up do not have in common', () => {
    const node = hottest('reason');
    const row = { ...node.row, p50Ns: null, p99Ns: null, maxNs: null, vcpus: [3] };

    assert.equal(
      hotSentence({ ...node, row }, 'web.trace.dat', { ...context, of: 'idle' }),
      'web.trace.dat, VM 0: all code, strategy HLT: 1,562,500 idle periods on vCPU 3; 45.80 s in all, 91.6 % of the time shown.',
    );
  });
});

function hottest(by: HotGrouping): ReturnType<typeof topNode> {
  const { rows } = cannedHotCode({ of: 'exits', by, order: 'total', bins: 4, vm: 0 }, true);
  return topNode(rows[0]!, by);
}
