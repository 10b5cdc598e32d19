import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { factsOf } from '../../src/engine/factsOf';
import { FileSource } from '../../src/engine/node/FileSource';
import { nodeDecompressor } from '../../src/engine/node/nodeDecompressor';
import { eventAccess } from '../../src/engine/eventAccess';
import { fieldValue } from '../../src/events/fields';
import { unpackedColumn } from '../support/goldenReport';
import type { GoldenReport } from '../support/goldenReport';
import { guestSamples } from '../support/perfData/guestSamples';
import { perfFolder, readFixture } from '../support/perfData/openPerf';
import type { ReadTrace } from '../support/perfData/openPerf';

const goldenFolder = path.join(__dirname, '../fixtures/perf-golden');
const files = readdirSync(perfFolder).sort();

function goldenOf(file: string): GoldenReport {
  const name = file.replace(/\.perf\.data.*$/, '.script.json');
  return JSON.parse(readFileSync(path.join(goldenFolder, name), 'utf8')) as GoldenReport;
}

interface Shown {
  readonly event: string;
  /** Numbers of the event by name: kept in columns, and decoded from the raw record. */
  readonly kept: ReadonlyMap<string, bigint>;
  readonly decoded: ReadonlyMap<string, bigint>;
}

/** The events that perf script shows too: not those taken while the CPU was in guest mode. */
async function shownEvents(file: string, trace: ReadTrace): Promise<Shown[]> {
  const source = new FileSource(path.join(perfFolder, file));
  const hidden = guestSamples(source, await nodeDecompressor());
  source.close();
  const { table, reader } = trace;
  const access = eventAccess(trace, trace.passes);
  const shown: Shown[] = [];
  for (const block of table.blocks) {
    for (let at = 0; at < block.length; at++) {
      const kind = table.kinds[block.kind[at]!]!;
      const stream = block.stream[at]!;
      const position =
        block.placeBase[stream]! + block.place[at]! * table.streams[stream]!.placeBytes;
      if (hidden.has(position)) continue;
      const kept = new Map([
        ['stamp', reader.t0! + BigInt(block.time[at]!)],
        ['cpu', BigInt(access.hostCpuOf(block, at) >>> 0)],
        ['tid', BigInt(block.tid[at]!)],
      ]);
      const decoded = new Map<string, bigint>();
      for (const { name, field, value } of access.fieldsOf(kind, access.recordOf(block, at))) {
        if (typeof value !== 'number' && typeof value !== 'bigint') continue;
        const bits = (number: number | bigint): bigint =>
          BigInt.asUintN(field.size * 8, BigInt(number));
        decoded.set(name, bits(value));
        kept.set(name, bits(fieldValue(block, kind, at, name) ?? value));
      }
      shown.push({
        event: kind.system === '' ? kind.name : `${kind.system}:${kind.name}`,
        kept,
        decoded,
      });
    }
  }
  return shown;
}

describe('a real perf recording', function () {
  this.timeout(20_000);

  for (const file of files) {
    describe(file, () => {
      const golden = goldenOf(file);
      let trace: ReadTrace;
      let shown: readonly Shown[];
      before(async () => {
        trace = await readFixture(file);
        shown = await shownEvents(file, trace);
      });

      it('has as many events of each kind as perf script lists', () => {
        const counts = new Map<string, number>();
        for (const { event } of shown) counts.set(event, (counts.get(event) ?? 0) + 1);
        assert.deepEqual(Object.fromEntries([...counts].sort()), golden.counts);
      });

      it('has the events in order of time', () => {
        let lastNs = 0;
        for (const { time, length } of trace.table.blocks) {
          for (const timeNs of time.subarray(0, length)) {
            assert.ok(timeNs >= lastNs);
            lastNs = timeNs;
          }
        }
      });

      it('lost the events that perf script counts', () => {
        const wanted = golden.lost.reduce((sum, [, count]) => sum + (count ?? 0), 0);
        assert.equal(factsOf(trace, trace.passes).lostEvents, wanted);
      });

      it('is read without a complaint of damage', () => {
        const codes = trace.reader.diagnostics.map(({ code }) => code);
        assert.deepEqual(
          codes.filter((code) => code !== 'lost-samples'),
          [],
        );
      });

      for (const [event, columns] of Object.entries(golden.columns)) {
        it(`has the fields of every ${event} that perf decodes`, () => {
          const own = shown.filter((candidate) => candidate.event === event);
          for (const [column, packed] of Object.entries(columns)) {
            const bits = (value: bigint, index: number): bigint => {
              const found = own[index]!.kept.get(column)!;
              // perf prints negative numbers, columns hold their bits.
              return value < 0n ? BigInt.asUintN(found > 0xffff_ffffn ? 64 : 32, value) : value;
            };
            const wanted = unpackedColumn(packed).map(bits);
            assert.deepEqual(
              own.map(({ kept }) => kept.get(column)),
              wanted,
              column,
            );
            const decoded = own.flatMap((candidate) => candidate.decoded.get(column) ?? []);
            if (decoded.length > 0) assert.deepEqual(decoded, wanted, column);
          }
        });
      }
    });
  }
});
