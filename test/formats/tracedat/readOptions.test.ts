import assert from 'node:assert/strict';
import { ByteCursor } from '../../../src/formats/ByteCursor';
import type { FormatError } from '../../../src/formats/FormatError';
import { memorySource } from '../../../src/formats/memorySource';
import {
  decodeOptions,
  OptionId,
  readOptionsSection,
  selectedClock,
} from '../../../src/formats/tracedat/readOptions';
import type { RawOption } from '../../../src/formats/tracedat/readOptions';
import type { TraceOptions } from '../../../src/formats/tracedat/TraceOptions';
import { ByteWriter } from '../../support/ByteWriter';

type Written = readonly [id: number, payload: ByteWriter];

const text = (value: string): ByteWriter => new ByteWriter().zstr(value);

/** `errors`: what is reported of damaged options goes there; else it fails the test. */
function decoded(
  options: readonly Written[],
  littleEndian = true,
  errors?: FormatError[],
): TraceOptions {
  const raw = options.map(([id, payload]) => ({ id, payload: payload.finish(), offset: 0x40 }));
  return decodeOptions(raw, littleEndian, (error) => {
    if (errors === undefined) throw error;
    errors.push(error);
  });
}

describe('decodeOptions', () => {
  it('knows nothing when a recording has none', () => {
    assert.deepEqual(decoded([]), {
      addedNs: 0n,
      cpuStats: [],
      uname: undefined,
      recorder: undefined,
      traceId: undefined,
      timeShift: undefined,
      guests: [],
      tscConversion: undefined,
    });
  });

  it('adds DATE, which counts microseconds, and OFFSET, which counts nanoseconds', () => {
    const date = text('0x2386f26fc10000');
    assert.equal(decoded([[OptionId.date, date]]).addedNs, 0x2386f26fc10000n * 1000n);
    const both: Written[] = [
      [OptionId.date, text('5')],
      [OptionId.offset, text('-700')],
    ];
    assert.equal(decoded(both).addedNs, 4300n);
  });

  it('takes a date that is no number for none', () => {
    assert.equal(decoded([[OptionId.date, text('yesterday')]]).addedNs, 0n);
  });

  it('keeps the statistics of every CPU', () => {
    const stats = ['CPU: 0\noverrun: 3\n', 'CPU: 1\noverrun: 0\n'];
    const options = stats.map((stat): Written => [OptionId.cpuStat, text(stat)]);
    assert.deepEqual(decoded(options).cpuStats, stats);
  });

  it('lets the last of several win, and passes over what it does not know', () => {
    const options = decoded([
      [OptionId.uname, text('Linux old 5.10 x86_64')],
      [999, new ByteWriter().u32(7)],
      [OptionId.uname, text('Linux new 6.1 x86_64')],
      [OptionId.version, text('3.1.6')],
    ]);
    assert.equal(options.uname, 'Linux new 6.1 x86_64');
    assert.equal(options.recorder, '3.1.6');
  });

  for (const littleEndian of [true, false]) {
    const order = littleEndian ? 'little' : 'big';

    it(`reads the conversion of a cycle clock, ${order} endian`, () => {
      const payload = new ByteWriter(littleEndian).u32(0x8000_0001).u32(31).u64(99);
      const { tscConversion } = decoded([[OptionId.tsc2nsec, payload]], littleEndian);
      assert.deepEqual(tscConversion, { mult: 0x8000_0001, shift: 31 });
    });

    it(`reads guests with the host threads of their vCPUs, ${order} endian`, () => {
      const payload = new ByteWriter(littleEndian).zstr('web').u64(0xf00d_f00d_f00d_f00dn).u32(2);
      payload.u32(0).u32(1301).u32(1).u32(1302);
      const { guests } = decoded([[OptionId.guest, payload]], littleEndian);
      assert.deepEqual(guests, [
        {
          name: 'web',
          traceId: 0xf00d_f00d_f00d_f00dn,
          vcpuTids: [
            { vcpu: 0, tid: 1301 },
            { vcpu: 1, tid: 1302 },
          ],
        },
      ]);
    });
  }

  it('leaves a guest without a name where trace-cmd wrote an empty one', () => {
    const { guests } = decoded([[OptionId.guest, new ByteWriter().zstr('').u64(1).u32(0)]]);
    assert.deepEqual(guests, [{ name: undefined, traceId: 1n, vcpuTids: [] }]);
  });

  const shift = (): ByteWriter => {
    const payload = new ByteWriter().u64(77).u32(1).u32(2);
    payload.u32(2).u64(10).u64(20).u64(-5).u64(-6).u64(1).u64(2);
    return payload.u32(1).u64(11).u64(-7).u64(3);
  };

  it('reads the shift to a peer’s clock, each CPU with its own samples', () => {
    const { timeShift } = decoded([[OptionId.timeShift, shift().u64(30).u64(31).u64(32)]]);
    assert.deepEqual(timeShift, {
      peerTraceId: 77n,
      flags: 1,
      byCpu: [
        { times: [10n, 20n], offsets: [-5n, -6n], scalings: [1n, 2n], fractions: [30n, 31n] },
        { times: [11n], offsets: [-7n], scalings: [3n], fractions: [32n] },
      ],
    });
  });

  it('reads the shift of older recorders, which wrote no fractions', () => {
    const { timeShift } = decoded([[OptionId.timeShift, shift()]]);
    assert.deepEqual(
      timeShift?.byCpu.map(({ fractions }) => fractions),
      [[0n, 0n], [0n]],
    );
  });

  it('refuses counts for which the option has no room', () => {
    const guest = new ByteWriter().zstr('g').u64(1).u32(0xffff_ffff);
    const samples = new ByteWriter().u64(1).u32(0).u32(1).u32(0x1000_0000);
    const cpus = new ByteWriter().u64(1).u32(0).u32(0x4000_0000);
    for (const [id, payload] of [
      [OptionId.guest, guest],
      [OptionId.timeShift, samples],
      [OptionId.timeShift, cpus],
    ] satisfies Written[]) {
      const errors: FormatError[] = [];
      const { guests, timeShift } = decoded([[id, payload]], true, errors);
      assert.deepEqual([guests, timeShift], [[], undefined]);
      assert.equal(errors[0]?.code, 'bad-value');
      assert.match(errors[0].message, new RegExp(`^option ${id} at byte 0x40: says `));
    }
  });

  it('names the option that ends too early, and keeps the others', () => {
    const errors: FormatError[] = [];
    const shift = new ByteWriter().u8(1).u8(2).u8(3);
    const tsc = new ByteWriter().u32(5).u32(6);
    const options = decoded(
      [
        [OptionId.timeShift, shift],
        [OptionId.tsc2nsec, tsc],
        [OptionId.uname, text('Linux host 6.1 x86_64')],
      ],
      true,
      errors,
    );
    assert.match(errors[0]!.message, /option 12 at byte 0x40: needs 8 bytes, 3 left/);
    assert.deepEqual(options.tscConversion, { mult: 5, shift: 6 });
    assert.equal(options.uname, 'Linux host 6.1 x86_64');
  });
});

describe('readOptionsSection', () => {
  const read = (bytes: Uint8Array): { next: number; options: RawOption[] } => {
    const options: RawOption[] = [];
    const range = { section: 'options', littleEndian: true };
    const cursor = new ByteCursor(memorySource('made', bytes), range);
    return { next: readOptionsSection(cursor, options, 0x80), options };
  };

  it('ends at DONE, which says where the next options are', () => {
    const bytes = new ByteWriter()
      .u16(5)
      .u32(2)
      .text('ab')
      .u16(0)
      .u32(8)
      .u64(0x9000)
      .u16(6)
      .finish();
    assert.deepEqual(read(bytes), {
      next: 0x9000,
      options: [{ id: 5, payload: Uint8Array.of(0x61, 0x62), offset: 0x80 }],
    });
  });

  it('ends for good at a DONE without a place', () => {
    assert.equal(read(new ByteWriter().u16(0).u32(0).finish()).next, 0);
  });

  it('does not believe in millions of options', () => {
    const many = new ByteWriter();
    const option = new ByteWriter().u16(99).u32(0).finish();
    for (let count = 0; count < 100_001; count++) many.bytes(option);
    assert.throws(() => read(many.finish()), /too many options/);
  });
});

describe('selectedClock', () => {
  it('is the one in brackets', () => {
    assert.equal(selectedClock('local global [mono] x86-tsc\n\0'), 'mono');
  });

  it('may stand alone', () => {
    assert.equal(selectedClock('x86-tsc\0'), 'x86-tsc');
  });

  it('is not known from a list without brackets, or from nothing', () => {
    assert.equal(selectedClock('local global'), undefined);
    assert.equal(selectedClock(''), undefined);
  });
});
