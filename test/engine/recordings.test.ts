import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { nodeDecompressor } from '../../src/engine/node/nodeDecompressor';
import { eventAccess } from '../../src/engine/eventAccess';
import type { AnalysedTrace } from '../support/openTrace';
import { fieldValue } from '../../src/events/fields';
import type { GoldenReport } from '../support/goldenReport';
import { unpackedColumn } from '../support/goldenReport';
import { eventLines } from '../support/eventLines';
import { fixtureBytes, openedTrace } from '../support/openTrace';
import { rewrittenTrace } from '../support/rewrittenTrace';

const goldenFolder = path.join(__dirname, '../fixtures/golden');
const names = readdirSync(goldenFolder)
  .sort()
  .map((file) => file.slice(0, -'.report.json'.length));

function goldenOf(name: string): GoldenReport {
  const text = readFileSync(path.join(goldenFolder, `${name}.report.json`), 'utf8');
  return JSON.parse(text) as GoldenReport;
}

/** All values of one event's columns, by name: what the columns hold, and what the raw records do. */
function columnsOf(
  trace: AnalysedTrace,
  event: string,
): { kept: Map<string, bigint[]>; decoded: Map<string, bigint[]> } {
  const { table, reader } = trace;
  const access = eventAccess(trace, trace.passes);
  const kept = new Map<string, bigint[]>();
  const decoded = new Map<string, bigint[]>();
  const add = (into: Map<string, bigint[]>, name: string, value: bigint): void => {
    const column = into.get(name);
    if (column === undefined) into.set(name, [value]);
    else column.push(value);
  };
  for (const block of table.blocks) {
    for (let at = 0; at < block.length; at++) {
      const kind = table.kinds[block.kind[at]!]!;
      if (kind.name !== event) continue;
      add(kept, 'stamp', reader.t0! + BigInt(block.time[at]!));
      add(kept, 'cpu', BigInt(table.streams[block.stream[at]!]!.hostCpu));
      add(kept, 'tid', BigInt(block.tid[at]!));
      for (const { name, field, value } of access.fieldsOf(kind, access.recordOf(block, at))) {
        const bits = (number: number | bigint): bigint =>
          BigInt.asUintN(field.size * 8, BigInt(number));
        add(kept, name, bits(fieldValue(block, kind, at, name)!));
        add(decoded, name, bits(value as number | bigint));
      }
    }
  }
  return { kept, decoded };
}

describe('a real recording', function () {
  this.timeout(20_000);

  it('has what trace-cmd report says of it beside it', () => {
    const traces = path.join(__dirname, '../fixtures/traces');
    const recordings = readdirSync(traces)
      .filter((file) => file.endsWith('.trace.dat'))
      .sort();
    assert.deepEqual(
      recordings,
      names.map((name) => `${name}.trace.dat`),
    );
  });

  it('has the same events in every container', async () => {
    const decompressor = await nodeDecompressor();
    const recording = fixtureBytes('vmx-hlt-ipi');
    const wanted = eventLines(await openedTrace(recording));
    assert.equal(wanted.length, 2919);
    const copies = [
      fixtureBytes('vmx-hlt-ipi.v6'),
      rewrittenTrace(recording, decompressor, { version: 6 }),
      rewrittenTrace(recording, decompressor, { version: 7, compression: 'none' }),
      rewrittenTrace(recording, decompressor, { version: 7, compression: 'zlib' }),
    ];
    for (const copy of copies) assert.deepEqual(eventLines(await openedTrace(copy)), wanted);
  });

  for (const name of names) {
    describe(name, () => {
      const golden = goldenOf(name);
      let trace: AnalysedTrace;
      before(async () => {
        trace = await openedTrace(fixtureBytes(name));
      });

      it('has as many events of each tracepoint as trace-cmd report lists', () => {
        const { reader } = trace;
        const found = reader.kinds
          .map((kind): [string, number] => [kind.name, reader.countOf(kind)])
          .sort();
        assert.deepEqual(Object.fromEntries(found), golden.counts);
        const total = Object.values(golden.counts).reduce((sum, count) => sum + count, 0);
        assert.equal(trace.table.length, total);
      });

      it('lost the events that trace-cmd report says are dropped', () => {
        const found = trace.reader.lost.map(({ hostCpu, count }) => [hostCpu, count]);
        assert.deepEqual(found, golden.lost);
      });

      it('is read without a complaint', () => {
        const codes = trace.reader.diagnostics.map(({ code }) => code);
        assert.deepEqual(
          codes.filter((code) => !['missing-section', 'overrun'].includes(code)),
          [],
        );
      });

      for (const [event, columns] of Object.entries(golden.columns)) {
        it(`has the fields of every ${event} that trace-cmd report -R shows`, () => {
          const { kept, decoded } = columnsOf(trace, event);
          assert.deepEqual([...kept.keys()], Object.keys(columns));
          for (const [column, packed] of Object.entries(columns)) {
            const wanted = unpackedColumn(packed);
            assert.deepEqual(kept.get(column), wanted, column);
            if (decoded.has(column)) assert.deepEqual(decoded.get(column), wanted, column);
          }
        });
      }
    });
  }
});
