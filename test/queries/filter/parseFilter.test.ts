import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { FilterError } from '../../../src/queries/filter/FilterError';
import type { FilterTerm } from '../../../src/queries/filter/FilterExpression';
import { parseFilter } from '../../../src/queries/filter/parseFilter';
import { printFilter } from '../../support/printFilter';

/** Each term as `subject operator values`, with `not` before negated ones. */
function terms(text: string): readonly string[] {
  return parseFilter(text).terms.map(({ negated, subject, operator, values }) =>
    [...(negated ? ['not'] : []), subject, operator, values.join('|')].join(' '),
  );
}

function mistake(text: string): { position: number; message: string } {
  try {
    parseFilter(text);
  } catch (error) {
    if (error instanceof FilterError) return error;
    throw error;
  }
  return assert.fail(`“${text}” was accepted`);
}

describe('parseFilter', () => {
  it('has no terms for an empty text', () => {
    assert.deepEqual(terms(''), []);
    assert.deepEqual(terms(' \t '), []);
  });

  it('takes words alone for names of events', () => {
    assert.deepEqual(terms('kvm_exit'), ['event = kvm_exit']);
    assert.deepEqual(terms('kvm_*,sched:sched_switch'), ['event = kvm_*|sched:sched_switch']);
  });

  it('splits at blanks into terms, however many blanks', () => {
    assert.deepEqual(terms('  kvm_exit   vcpu=1\treason=HLT '), [
      'event = kvm_exit',
      'vcpu = 1',
      'reason = HLT',
    ]);
  });

  it('knows all operators', () => {
    assert.deepEqual(terms('a=1 b!=2 c<3 d<=4 e>5 f>=6 g~x h==7'), [
      'a = 1',
      'b != 2',
      'c < 3',
      'd <= 4',
      'e > 5',
      'f >= 6',
      'g ~ x',
      'h = 7',
    ]);
  });

  it('takes alternatives with commas', () => {
    assert.deepEqual(terms('reason=HLT,12,"A B"'), ['reason = HLT|12|A B']);
  });

  it('takes quotes for values with blanks, commas and quotes', () => {
    assert.deepEqual(terms(String.raw`comm="CPU 0/KVM" comm~"a,\"b\"\\"`), [
      'comm = CPU 0/KVM',
      String.raw`comm ~ a,"b"\ `.trimEnd(),
    ]);
  });

  it('negates terms behind - and !', () => {
    assert.deepEqual(terms('-kvm_fpu !vcpu=1 -errno=-4'), [
      'not event = kvm_fpu',
      'not vcpu = 1',
      'not errno = -4',
    ]);
  });

  it('says where each term stands', () => {
    assert.deepEqual(
      parseFilter('kvm_exit  -vcpu=1').terms.map(({ position }) => position),
      [0, 10],
    );
  });

  it('explains a missing value', () => {
    const { position, message } = mistake('kvm_exit vcpu= 1');
    assert.equal(position, 14);
    assert.equal(
      message,
      'A value is missing in vcpu=, which is written without blanks. Example: vcpu=1 or reason=HLT,MWAIT_INSTRUCTION',
    );
  });

  it('explains a comparison with blanks', () => {
    const { position, message } = mistake('ns > 100');
    assert.equal(position, 3);
    assert.match(message, /no name before >, which is written without blanks\. Example: ns>100000/);
  });

  it('explains an open quote, a quote alone, and what follows a quote', () => {
    assert.match(mistake('comm="CPU 0').message, /closing quote is missing/);
    assert.match(mistake('"CPU 0/KVM"').message, /needs the name/);
    assert.match(mistake('comm="a"b').message, /A blank is missing before b/);
  });

  it('explains missing names', () => {
    assert.match(mistake('-').message, /name of an event is missing/);
    assert.match(mistake('kvm_exit,').message, /name of an event is missing/);
    assert.match(mistake('12=3').message, /“12” is no name of a field/);
  });

  it('refuses a text without end', () => {
    assert.match(mistake('a '.repeat(10_000)).message, /longer than 10000/);
  });

  it('reads back what printFilter writes', () => {
    const term: fc.Arbitrary<FilterTerm> = fc.record({
      subject: fc.stringMatching(/^[A-Za-z_][\w.]{0,10}$/),
      operator: fc.constantFrom('=', '!=', '<', '<=', '>', '>=', '~'),
      values: fc.array(fc.string(), { minLength: 1, maxLength: 3 }),
      negated: fc.boolean(),
      position: fc.constant(0),
    });
    fc.assert(
      fc.property(fc.array(term, { maxLength: 4 }), (all) => {
        const parsed = parseFilter(printFilter({ terms: all })).terms;
        assert.deepEqual(
          parsed.map((one) => ({ ...one, position: 0 })),
          all.map((one) => ({ ...one })), // fast-check's records have no prototype
        );
      }),
    );
  });

  it('either parses or says what is wrong, and prints what it parsed', () => {
    const piece = fc.constantFrom(
      'kvm_exit',
      '=',
      '!',
      '-',
      ',',
      '"',
      ' ',
      '~',
      '<',
      'a',
      '\\',
      '1',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(piece).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (filter) => {
        try {
          const printed = printFilter(parseFilter(filter));
          assert.equal(printFilter(parseFilter(printed)), printed);
        } catch (error) {
          assert.ok(error instanceof FilterError, String(error));
          assert.ok(error.position >= 0 && error.position <= filter.length);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
