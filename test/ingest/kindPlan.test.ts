import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { WordPlace } from '../../src/events/ColumnPacker';
import type { EventFormat } from '../../src/formats/tracefs/EventFormat';
import { parseEventFormat } from '../../src/formats/tracefs/parseEventFormat';
import { wordsOf } from '../../src/formats/words';
import { planKind } from '../../src/ingest/kindPlan';
import type { KindPlan } from '../../src/ingest/kindPlan';
import { formatText, recordBytes } from '../support/tracepoints';
import type { Tracepoint } from '../support/tracepoints';

const FIELDS = ['u8 a', 'u16 b', 'u8 c', 'u32 d', 'u64 e', 's32 f', 'bool g', 'u16 h', 's64 i'];
const names = FIELDS.map((field) => field.split(' ')[1]!);
const made: Tracepoint = { system: 'made', name: 'made', id: 9, fields: FIELDS };

function formatOf(text: string): EventFormat {
  const format = parseEventFormat('made', text);
  if (format === undefined) throw new Error('no format');
  return format;
}

/** Values of the planned fields in a record, as the columns would hold them. */
function taken(plan: KindPlan, record: Uint8Array, littleEndian: boolean): bigint[] {
  const words = wordsOf(record.slice(), littleEndian);
  const at = ({ word, shift, mask }: WordPlace): bigint =>
    BigInt(((words[plan.words[word]!]! >>> shift) & mask) >>> 0);
  return plan.low.map((low, field) => {
    const high = plan.high[field];
    return at(low) | (high === undefined ? 0n : at(high) << 32n);
  });
}

describe('planKind', () => {
  for (const littleEndian of [true, false]) {
    it(`takes every scalar out of a record, ${littleEndian ? 'little' : 'big'} endian`, () => {
      const plan = planKind(formatOf(formatText(made)), names, littleEndian);
      assert.deepEqual(
        plan.fields.map(({ name, bytes, signed }) => [name, bytes, signed]),
        [
          ['a', 1, false],
          ['b', 2, false],
          ['c', 1, false],
          ['d', 4, false],
          ['e', 8, false],
          ['f', 4, true],
          ['g', 1, false],
          ['h', 2, false],
          ['i', 8, true],
        ],
      );
      const values = fc.tuple(
        ...plan.fields.map(({ bytes }) =>
          fc.bigInt({ min: 0n, max: 2n ** BigInt(bytes * 8) - 1n }),
        ),
      );
      fc.assert(
        fc.property(values, (list) => {
          const fields = Object.fromEntries(list.map((value, index) => [names[index]!, value]));
          const record = recordBytes(made, { tid: 1 }, fields, { littleEndian });
          assert.deepEqual(taken(plan, record, littleEndian), list);
        }),
      );
    });
  }

  it('keeps only the words it needs, and each once', () => {
    const plan = planKind(formatOf(formatText(made)), ['a', 'b', 'e'], true);
    assert.equal(plan.words.length, 3);
    assert.equal(plan.leastBytes, 32);
  });

  it('leaves out what the recording’s format lacks', () => {
    const plan = planKind(formatOf(formatText(made)), ['requests', 'd'], true);
    assert.deepEqual(
      plan.fields.map(({ name }) => name),
      ['d'],
    );
  });

  it('leaves out what no aligned word holds', () => {
    const text = formatText(made)
      .replace(/u32 d;\toffset:\d+/, 'u32 d;\toffset:15')
      .replace(/u64 e;\toffset:\d+/, 'u64 e;\toffset:26');
    const plan = planKind(formatOf(text), ['c', 'd', 'e'], true);
    assert.deepEqual(
      plan.fields.map(({ name }) => name),
      ['c'],
    );
  });

  it('keeps the first word of an array, and no string in other places', () => {
    const text = formatText({ ...made, fields: ['char[16] comm', 'u32 d'] });
    assert.equal(planKind(formatOf(text), ['comm'], true).fields[0]?.bytes, 4);
    const dynamic = text
      .replace('char comm[16]', '__data_loc char[] comm')
      .replace('size:16', 'size:4');
    assert.deepEqual(planKind(formatOf(dynamic), ['comm'], true).fields, []);
  });

  it('keeps as much of an array as the first word around it holds', () => {
    const emulated = { ...made, fields: ['u8 len', 'u8[15] insn'] } as const;
    const plan = planKind(formatOf(formatText(emulated)), ['insn'], true);
    const record = recordBytes(emulated, { tid: 1 }, { len: 7, insn: 0xf4 });
    assert.equal(plan.fields[0]?.bytes, 2);
    assert.deepEqual(taken(plan, record, true), [0xf4n]);
  });

  it('keeps nothing without a format, or when nothing is wanted', () => {
    assert.equal(planKind(undefined, names, true).leastBytes, 0);
    assert.deepEqual(planKind(formatOf(formatText(made)), undefined, true).words, []);
  });
});
