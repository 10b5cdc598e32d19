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

  it('reads the recordings of a session', () => {
    const companions = [
      { path: '/a.dat', shift: { by: '-5', unit: 'clock' }, isGuest: true },
      { path: '/b.dat' },
    ];
    assert.deepEqual(readLoadRequest({ companions }), { companions });
    assert.deepEqual(readLoadRequest({ companions: [{ path: '/b.dat', isGuest: false }] }), {
      companions: [{ path: '/b.dat' }],
    });
  });

  it('reads what the columns of a table are', () => {
    const time = { column: 'ts', unit: 'us', isRelative: true };
    const namedTable = { header: ['ts', 'v', 'x'], columns: { time, vcpu: 'v' } };
    const more = { ...namedTable, columns: { ...namedTable.columns, colour: 'x' } };

    assert.deepEqual(readLoadRequest({ namedTable: more }), { namedTable });
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
      [{ namedTable: { header: 'ts' } }, /header/],
      [{ namedTable: { header: [], columns: { time: { column: 'ts' } } } }, /unit/],
      [{ namedTable: { header: [], columns: { event: 'x' } } }, /time/],
      [{ part: { hostCpus: [0, 'all'] } }, /host CPUs/],
      [{ part: { events: [7] } }, /events/],
      [{ companions: {} }, /no list/],
      [{ companions: [{}] }, /no path/],
      [{ companions: [{ path: '/a', shift: { by: '1.5', unit: 'ns' } }] }, /whole number/],
      [{ companions: [{ path: '/a', shift: { by: '1', unit: 's' } }] }, /no unit/],
    ];

    for (const [params, message] of wrong) assert.throws(() => readLoadRequest(params), message);
  });
});
