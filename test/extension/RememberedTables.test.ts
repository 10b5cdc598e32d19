import assert from 'node:assert/strict';
import type { NamedTable } from '../../src/base/tableColumns';
import { RememberedTables } from '../../src/extension/RememberedTables';
import { KeptMemento } from './KeptMemento';

const time = { column: 'ts', unit: 'us', isRelative: false } as const;
const table = (...header: string[]): NamedTable => ({ header, columns: { time } });

describe('RememberedTables', () => {
  it('remembers what was said last of each header', () => {
    const kept = new KeptMemento();
    new RememberedTables(kept).keep(table('ts', 'a'));
    new RememberedTables(kept).keep(table('ts', 'b'));
    const changed: NamedTable = { header: ['ts', 'a'], columns: { time, event: 'a' } };
    new RememberedTables(kept).keep(changed);

    assert.deepEqual(new RememberedTables(kept).all(), [changed, table('ts', 'b')]);
  });

  it('keeps a hundred, those used last', () => {
    const tables = new RememberedTables(new KeptMemento());
    for (let number = 0; number <= 100; number++) tables.keep(table('ts', String(number)));

    assert.equal(tables.all().length, 100);
    assert.deepEqual(tables.all()[0], table('ts', '100'));
  });

  it('is not troubled by what it does not understand', () => {
    const good = table('ts', 'a');
    const noTime = { header: ['a'], columns: {} };
    assert.deepEqual(new RememberedTables(new KeptMemento(7)).all(), []);
    assert.deepEqual(new RememberedTables(new KeptMemento([7, noTime, good])).all(), [good]);
  });
});
