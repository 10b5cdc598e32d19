import assert from 'node:assert/strict';
import fc from 'fast-check';
import { columnsText, optionalColumns, timeUnits } from '../../src/base/tableColumns';
import { columnsOption } from '../../src/cli/columnsOption';
import { CommandError } from '../../src/cli/CommandError';

const refused = (text: string, message: RegExp): void => {
  assert.throws(
    () => columnsOption(text),
    (error) => error instanceof CommandError && error.status === 2 && message.test(error.message),
  );
};

describe('columnsOption', () => {
  it('reads which column is what', () => {
    assert.deepEqual(columnsOption('time=ts:us,event=name,vcpu=#4'), {
      time: { column: 'ts', unit: 'us', isRelative: false },
      event: 'name',
      vcpu: '#4',
    });
  });

  it('takes times for ns, and for stamps, unless it is told otherwise', () => {
    const time = (text: string) => columnsOption(`time=${text}`).time;
    assert.deepEqual(time('ts'), { column: 'ts', unit: 'ns', isRelative: false });
    assert.deepEqual(time('ts:relative'), { column: 'ts', unit: 'ns', isRelative: true });
    assert.deepEqual(time('ts:ms:relative'), { column: 'ts', unit: 'ms', isRelative: true });
    assert.deepEqual(time('ts:µs'), { column: 'ts', unit: 'us', isRelative: false });
    assert.deepEqual(time('a:b:s'), { column: 'a:b', unit: 's', isRelative: false });
  });

  it('reads what columnsText writes', () => {
    const name = fc.stringMatching(/^[A-Za-z_#][\w() -]{0,8}\w$/);
    const members = {
      time: fc.record(
        { column: name, unit: fc.constantFrom(...timeUnits), isRelative: fc.boolean() },
        { noNullPrototype: true },
      ),
      ...Object.fromEntries(optionalColumns.map((role) => [role, name])),
    };
    const columns = fc.record(members, { requiredKeys: ['time'], noNullPrototype: true });
    fc.assert(
      fc.property(columns, (named) => {
        assert.deepEqual(columnsOption(columnsText(named)), named);
      }),
    );
  });

  it('says what it does not understand', () => {
    refused('event=name', /needs the column of the time/);
    refused('time=ts,colour=red', /not "colour"; every other column is a field/);
    refused('time=ts:minutes', /"minutes" is no unit/);
    refused('time', /not "time"/);
    refused('time=', /not "time="/);
  });
});
