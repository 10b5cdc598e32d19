import assert from 'node:assert/strict';
import type { HotGrouping, HotQuery, HotTable } from '../../../../src/protocol/code';
import { parseFilter } from '../../../../src/queries/filter/parseFilter';
import { topNode, type HotNode } from '../../../../webview/panels/code/HotNode';
import { filterOfNode } from '../../../../webview/panels/code/hotFilter';
import { cannedCodeAt, cannedHotCode } from '../../canned/cannedCode';

describe('filterOfNode', () => {
  it('finds the exits of an instruction for its reason', () => {
    const node = hottest('instruction');

    assert.equal(
      filterOfNode(node, 'exits', {}, [node.row], null),
      'event=kvm_exit reason=HLT guest_rip=0xffffffff9e1d2a4b vm=0',
    );
  });

  it('finds the exits of a function by its bounds, of the vCPU that is shown', () => {
    const code = cannedCodeAt({ vm: 0, rip: '0xffffffff9e1d2a4b' }, true);

    assert.equal(
      filterOfNode(hottest('symbol'), 'exits', { vcpu: 2 }, instructions(), code),
      'event=kvm_exit guest_rip>=0xffffffff9e1d2a40 guest_rip<0xffffffff9e1d2a60 vm=0 vcpu=2',
    );
  });

  it('finds those of a function of unknown bounds, or of a line, by their instructions', () => {
    const words = 'guest_rip=0xffffffff9e1d2a4b,0xffffffff9e1d2a4c';
    const code = { ...cannedCodeAt({ vm: 0, rip: '0xffffffff9e1d2a4b' }, true), bytes: null };

    for (const by of ['symbol', 'line'] as const) {
      assert.equal(
        filterOfNode(hottest(by), 'exits', {}, instructions(), code),
        `event=kvm_exit ${words} vm=0`,
      );
    }
  });

  it('finds all exits of a reason without naming their instructions', () => {
    assert.equal(
      filterOfNode(hottest('reason'), 'exits', {}, instructions(), null),
      'event=kvm_exit reason=HLT vm=0',
    );
  });

  it('names the instructions of a strategy, which is no field of an event', () => {
    const filter = filterOfNode(hottest('reason'), 'idle', {}, instructions(), null);

    assert.match(filter, /^event=kvm_exit guest_rip=0x[\da-f,x]+ vm=0$/);
  });

  it('names the instructions that sent IPIs, with the reason of their exits', () => {
    const filter = filterOfNode(hottest('reason'), 'ipis', {}, instructions(), null);

    assert.match(filter, /^event=kvm_exit reason=HLT guest_rip=0x[\da-f,x]+ vm=0$/);
  });

  it('makes filters that can be read', () => {
    for (const by of ['instruction', 'symbol', 'line', 'reason'] as const) {
      const node = hottest(by);
      const row = { ...node.row, reason: 'vmgexit "odd" name' };
      const filter = filterOfNode({ ...node, row }, 'exits', {}, instructions(), null);
      assert.doesNotThrow(() => parseFilter(filter));
    }
  });
});

function tableOf(by: HotGrouping, within?: HotQuery['within']): HotTable {
  const query = { of: 'exits', by, order: 'total', bins: 4, vm: 0 } as const;
  return cannedHotCode(within === undefined ? query : { ...query, within }, true);
}

function hottest(by: HotGrouping): HotNode {
  return topNode(tableOf(by).rows[0]!, by);
}

function instructions(): HotTable['rows'] {
  return tableOf('instruction', { by: 'symbol', key: '0 default_idle' }).rows;
}
