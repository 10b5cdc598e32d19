import assert from 'node:assert/strict';
import { readLoadRequest } from '../../src/extension/readLoadRequest';

describe('readLoadRequest', () => {
  it('reads a part and a frequency', () => {
    const request = {
      part: { fromNs: 1e9, toNs: 2e9, hostCpus: [0, 3], events: ['kvm_*'] },
      tscKhz: 2_400_000,
    };

    assert.deepEqual(readLoadRequest(request), request);
  });

  it('leaves out what is absent, which does not restrict', () => {
    assert.deepEqual(readLoadRequest({}), {});
    assert.deepEqual(readLoadRequest({ part: { toNs: 5 } }), { part: { toNs: 5 } });
  });

  it('takes nothing over that it does not know', () => {
    assert.deepEqual(readLoadRequest({ path: '/etc/passwd', part: { path: 'x' } }), { part: {} });
  });

  it('says which member is wrong', () => {
    const wrong: readonly (readonly [unknown, RegExp])[] = [
      [{ tscKhz: 0 }, /frequency/],
      [{ tscKhz: '2400000' }, /frequency/],
      [{ part: { fromNs: Infinity } }, /start/],
      [{ part: { toNs: '5' } }, /end/],
      [{ part: { hostCpus: 3 } }, /host CPUs/],
      [{ part: { hostCpus: [0, 'all'] } }, /host CPUs/],
      [{ part: { events: [7] } }, /events/],
    ];

    for (const [params, message] of wrong) assert.throws(() => readLoadRequest(params), message);
  });
});
