import assert from 'node:assert/strict';
import fc from 'fast-check';
import { exportFactsName, readExportFacts } from '../../../src/ingest/csv/exportFacts';

const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const text = fc.string({ minLength: 1 });

describe('exportFactsName', () => {
  it('gives every fact back', () => {
    const members = {
      t0: optional(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })),
      clock: optional(text),
      clockUnit: fc.constantFrom('ns', 'cycles'),
      kernel: optional(text),
      hostCpus: optional(fc.integer({ min: 1, max: 8192 })),
      sources: fc.array(text),
      texts: fc.array(text),
      lists: fc.array(text),
    };
    const facts = fc.record(members, { noNullPrototype: true });
    fc.assert(
      fc.property(facts, (all) => {
        assert.deepEqual(readExportFacts(exportFactsName(all)), all);
      }),
    );
  });

  it('is a name that no spreadsheet and no simple script stumbles over', () => {
    const name = exportFactsName({
      t0: 28009695273n,
      clock: 'x86-tsc',
      clockUnit: 'cycles',
      kernel: '6.1.0-56-amd64',
      hostCpus: 2,
      sources: [],
      texts: ['prev_comm', 'a,"b"'],
      lists: ['insn'],
    });
    assert.equal(
      name,
      'exitscope/1 t0_ns=28009695273 clock=x86-tsc clock_unit=cycles kernel=6.1.0-56-amd64 cpus=2 texts=prev_comm|a%2C%22b%22 lists=insn',
    );
  });
});

describe('readExportFacts', () => {
  it('is silent about other columns', () => {
    assert.equal(readExportFacts('time_ns'), undefined);
    assert.equal(readExportFacts('exitscope/2 t0_ns=1'), undefined);
  });

  it('passes over what somebody damaged', () => {
    const facts = readExportFacts('exitscope/1 t0_ns=soon clock=%zz cpus=many texts=%zz|b stray');
    assert.deepEqual(facts, {
      t0: undefined,
      clock: undefined,
      clockUnit: 'ns',
      kernel: undefined,
      hostCpus: undefined,
      sources: [],
      texts: ['b'],
      lists: [],
    });
  });
});
