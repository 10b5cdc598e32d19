import assert from 'node:assert/strict';
import fc from 'fast-check';
import { columnOfField, commonColumns, fieldOfColumn } from '../../../src/ingest/csv/exportColumns';

describe('columnOfField', () => {
  it('keeps a field from hiding a column of the same name, and gives it back', () => {
    const event = fc.constantFrom('kvm_exit', 'kvm_userspace_exit', 'sched_switch');
    const field = fc.constantFrom(...commonColumns, 'reason', 'instance', 'lost_before', 'prio');
    fc.assert(
      fc.property(event, field, (of, name) => {
        const column = columnOfField(of, name, false);
        assert.equal(fieldOfColumn(of, column), name);
        assert.ok(!(commonColumns as readonly string[]).includes(column));
      }),
    );
  });

  it('renames a reason of exits only', () => {
    assert.equal(columnOfField('kvm_exit', 'reason', false), 'field_reason');
    assert.equal(columnOfField('kvm_userspace_exit', 'reason', false), 'reason');
  });

  it('renames a source only where recordings are listed together', () => {
    assert.equal(columnOfField('made', 'source', true), 'field_source');
    assert.equal(columnOfField('made', 'source', false), 'source');
  });

  it('tells columns that are no fields', () => {
    assert.equal(fieldOfColumn('kvm_exit', 'reason'), undefined);
    assert.equal(fieldOfColumn('kvm_entry', 'vcpu'), undefined);
  });
});
