import assert from 'node:assert/strict';
import { ExitMarks } from '../../../src/analyses/timeline/ExitMarks';
import { MarkList } from '../../../src/analyses/timeline/MarkList';
import type { SpanList } from '../../../src/analyses/timeline/SpanList';
import { STATE_CATEGORIES } from '../../../src/analyses/timeline/stateCategories';
import { ThreadStretches } from '../../../src/analyses/timeline/ThreadStretches';
import { State } from '../../../src/vcpu/states/VcpuState';
import { VcpuBindings } from '../../../src/vcpu/VcpuBindings';

/** HLT of VMX. */
const halt = {
  reason: Uint32Array.of(12),
  isa: Uint8Array.of(1),
  info1: undefined,
  intrInfo: undefined,
};

describe('ThreadStretches', () => {
  it('takes time in the kernel before the first exit for no exit’s', () => {
    const exits = new ExitMarks(new VcpuBindings());
    const marks = (exits.of[0] = new MarkList());
    const lists: (SpanList | undefined)[] = [];
    const stretches = new ThreadStretches({ lists, exits, fromNs: 0, mayRunVcpu: () => true });
    stretches.bind(0);
    marks.push(exits.kinds.kindOf(halt, 0), 100);

    stretches.add(State.Kernel, 0, 100);
    stretches.add(State.Kernel, 100, 150);

    const names = [0, 1].map((index) => STATE_CATEGORIES[lists[0]!.spanOf(index)!.category]);
    assert.deepEqual(names, ['kernel', 'kernel:idle']);
  });
});
