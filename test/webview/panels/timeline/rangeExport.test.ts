import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import Papa from 'papaparse';
import type { RangeSummary } from '../../../../src/protocol/timeline';
import { rangeSummary } from '../../../../src/queries/timelineWords/rangeSummary';
import { rangeCsv, rangeJson } from '../../../../webview/panels/timeline/rangeExport';
import { atOnceOf, wordsOf } from '../../../support/timeline/wordsOf';

const schemaFile = path.join(__dirname, '../../../../docs/range.schema.json');

describe('A range that is exported', () => {
  for (const fixture of ['traces/vmx-two-vms', 'traces/vmx-lost-events', 'linux/vmx-linux-hlt']) {
    describe(`of ${fixture}`, () => {
      let range: RangeSummary;

      before(async () => {
        const { source } = await wordsOf(`${fixture}.trace.dat`);
        range = atOnceOf(rangeSummary(source, { fromNs: 0, toNs: source.lastNs / 2 }));
      });

      it('is JSON as its schema says', () => {
        const validate = new Ajv({ allowUnionTypes: true }).compile(
          JSON.parse(readFileSync(schemaFile, 'utf8')) as object,
        );
        assert.ok(validate(JSON.parse(rangeJson(range, 'ns'))), JSON.stringify(validate.errors));
      });

      it('is a table with a row for each number', () => {
        const { data, errors } = Papa.parse<Record<string, string>>(rangeCsv(range, 'ns').trim(), {
          header: true,
        });
        assert.deepEqual(errors, []);
        const exits = data.filter(({ kind }) => kind === 'exit');
        assert.deepEqual(
          exits.map(({ name, count, total_ns, p99_ns }) => [name, count, total_ns, p99_ns]),
          range.exits.map((row) => [
            row.reason,
            String(row.count),
            String(row.totalNs),
            row.p99Ns === null ? '' : String(row.p99Ns),
          ]),
        );
        const states = data.filter(({ kind }) => kind === 'state');
        assert.deepEqual(
          states.map(({ total_ns }) => Number(total_ns)),
          range.vcpus.flatMap(({ statesNs }) => statesNs),
        );
      });
    });
  }

  it('says when its times are cycles', async () => {
    const { source } = await wordsOf('traces/vmx-x86tsc-hlt-ipi.trace.dat');
    const range = atOnceOf(rangeSummary(source, { fromNs: 0, toNs: source.lastNs }));
    assert.match(rangeCsv(range, 'cycles'), /^kind,.*,total_cycles,min_cycles,/);
  });
});
