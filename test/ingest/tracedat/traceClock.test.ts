import assert from 'node:assert/strict';
import { nodeDecompressor } from '../../../src/engine/node/nodeDecompressor';
import type { Decompressor } from '../../../src/formats/ByteSource';
import { ByteWriter } from '../../support/ByteWriter';
import { openedWith } from '../../support/openTrace';
import type { OpenOptions } from '../../support/openTrace';
import { traceText } from '../../support/traceText';
import type { TraceTextOptions } from '../../support/traceText';

const EVENTS = `
  1000 cpu0 100 kvm_entry vcpu_id=0
  3000 cpu0 100 kvm_entry vcpu_id=0
  9000 cpu1 100 kvm_entry vcpu_id=0
`;
const tsc2nsec = new ByteWriter().u32(827_191_582).u32(31).u64(0).finish();
const zstr = (text: string): Uint8Array => new ByteWriter().zstr(text).finish();

describe('the trace clock', () => {
  let decompressor: Decompressor;
  before(async () => {
    decompressor = await nodeDecompressor();
  });
  const read = (options: TraceTextOptions, open: OpenOptions = {}) => {
    const { recording, reader } = openedWith(decompressor, traceText(EVENTS, options), open);
    return { clock: recording.clock, t0: reader.t0, lastNs: reader.lastNs };
  };

  for (const clock of ['local', 'global', 'uptime', 'perf', 'mono', 'mono_raw', 'boot', 'tai']) {
    it(`counts ns: ${clock}`, () => {
      const reader = read({ clock });
      assert.equal(reader.clock.unit, 'ns');
      assert.equal(reader.clock.conversion, 'none');
      assert.equal(reader.t0, 1_001_000n);
      assert.equal(reader.lastNs, 8000);
    });
  }

  it('is the recorder’s default, which counts ns, when nothing names it', () => {
    const { clock } = read({ version: 6 });
    assert.deepEqual([clock.name, clock.unit], [undefined, 'ns']);
  });

  for (const clock of ['x86-tsc', 'counter']) {
    it(`stays in its own units when nothing says how long they are: ${clock}`, () => {
      const reader = read({ clock });
      assert.deepEqual([reader.clock.unit, reader.clock.conversion], ['cycles', 'none']);
      assert.equal(reader.t0, 1_001_000n);
      assert.equal(reader.lastNs, 8000);
    });
  }

  it('is converted as the recording says', () => {
    const base = 163_845_553_895n - 1000n;
    const options = [{ id: 14, payload: tsc2nsec }];
    const reader = read({ clock: 'tsc2nsec', options, base });
    assert.deepEqual([reader.clock.unit, reader.clock.conversion], ['ns', 'recorded']);
    // As trace-cmd report shows this stamp.
    assert.equal(reader.t0, 63_111_848_630n);
    const ns = (stamp: bigint): bigint => {
      const [high, low] = [stamp >> 32n, stamp & 0xffff_ffffn];
      return ((low * 827_191_582n) >> 31n) + high * 827_191_582n * 2n;
    };
    assert.equal(reader.lastNs, Number(ns(base + 9000n) - ns(base + 1000n)));
  });

  it('is converted by the frequency the user gives, when the recording gives none', () => {
    const reader = read({ clock: 'x86-tsc' }, { tscKhz: 2_000_000 });
    assert.deepEqual([reader.clock.unit, reader.clock.conversion], ['ns', 'user']);
    assert.equal(reader.t0, 500_500n);
    assert.equal(reader.lastNs, 4000);
  });

  it('needs no frequency when it counts ns', () => {
    const reader = read({ clock: 'mono' }, { tscKhz: 2_000_000 });
    assert.equal(reader.clock.conversion, 'none');
    assert.equal(reader.lastNs, 8000);
  });

  it('is moved by the date and the offset of the recording', () => {
    const options = [
      { id: 1, payload: zstr('0x10') },
      { id: 7, payload: zstr('-250') },
    ];
    const reader = read({ clock: 'mono', options });
    assert.equal(reader.t0, 1_001_000n + 16_000n - 250n);
    assert.equal(reader.lastNs, 8000);
  });

  it('keeps single ns of stamps that no double holds', () => {
    const reader = read({ clock: 'boot', base: 2n ** 63n + 1n });
    assert.equal(reader.t0, 2n ** 63n + 1001n);
    assert.equal(reader.lastNs, 8000);
  });
});
