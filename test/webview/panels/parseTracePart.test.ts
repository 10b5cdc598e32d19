import assert from 'node:assert/strict';
import { parseTracePart, type TracePartFields } from '../../../webview/panels/parseTracePart';

const nothing: TracePartFields = { from: '', to: '', hostCpus: '', events: '' };

describe('parseTracePart', () => {
  it('does not restrict by what is left empty', () => {
    assert.deepEqual(parseTracePart(nothing), { kind: 'part', part: {} });
  });

  it('reads times with their unit, CPU ranges and event names', () => {
    const fields = {
      from: '1.5s',
      to: '1600 ms',
      hostCpus: '0-2, 8',
      events: 'kvm_*, sched_switch',
    };

    assert.deepEqual(parseTracePart(fields), {
      kind: 'part',
      part: {
        fromNs: 1_500_000_000,
        toNs: 1_600_000_000,
        hostCpus: [0, 1, 2, 8],
        events: ['kvm_*', 'sched_switch'],
      },
    });
  });

  it('takes a time without a unit for seconds, as the filter does', () => {
    assert.deepEqual(parseTracePart({ ...nothing, from: '1.5' }), {
      kind: 'part',
      part: { fromNs: 1_500_000_000 },
    });
  });

  it('names the field with a mistake', () => {
    const mistakes: readonly Partial<TracePartFields>[] = [
      { from: '1.5x' },
      { to: 'later' },
      { from: '2s', to: '1s' },
      { hostCpus: '3-1' },
      { hostCpus: 'all' },
    ];
    const fields = mistakes.map((typed) => {
      const result = parseTracePart({ ...nothing, ...typed });
      return result.kind === 'mistake' ? result.field : 'none';
    });

    assert.deepEqual(fields, ['from', 'to', 'to', 'hostCpus', 'hostCpus']);
  });
});
