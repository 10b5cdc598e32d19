import assert from 'node:assert/strict';
import { columnsText } from '../../../src/base/tableColumns';
import { readTableHead } from '../../../src/formats/csv/TableHead';
import { guessColumns } from '../../../src/ingest/csv/guessColumns';

/** As the command line takes it. */
const guess = (text: string): string =>
  columnsText(guessColumns(readTableHead(new TextEncoder().encode(text))!));

describe('guessColumns', () => {
  it('goes by the names that tools give, and by what is in the cells', () => {
    assert.equal(
      guess('ts,cpu,pid,comm,event,vcpu_id,reason\n1.5,0,7,a b,kvm_exit,1,HLT\n'),
      'time=ts:s,event=event,vcpu=vcpu_id,cpu=cpu,tid=pid,comm=comm,reason=reason',
    );
    assert.equal(guess('Time,name,CPU\n100,x,1\n'), 'time=Time:ns,event=name,cpu=CPU');
  });

  it('leaves a number alone that is called like a text, and the other way round', () => {
    assert.equal(guess('ts,event,cpu\n5,17,a\n'), 'time=ts:ns');
  });

  for (const [column, cell, unit] of [
    ['time_us', '5', 'us'],
    ['Time (ms)', '5', 'ms'],
    ['ts[ns]', '5.0', 'ns'],
    ['t.sec', '5', 's'],
    ['time', '1732267312', 's'],
    ['time', '1732267312123', 'ms'],
    ['time', '1732267312123456', 'us'],
    ['time', '1732267312123456789', 'ns'],
    ['time', '12.5', 's'],
    ['time', '631963290632', 'ns'],
    ['time', '2026-11-22 09:15:02', 'date'],
  ] as const) {
    it(`takes ${cell} below ${column} for ${unit}`, () => {
      assert.equal(guess(`${column},x\n${cell},1\n`), `time=${column}:${unit}`);
    });
  }

  it('takes a time that starts at 0 for one that counts from the start', () => {
    assert.equal(guess('t,x\n0,1\n5,1\n'), 'time=t:ns:relative');
  });

  it('calls a column by its number where its name would not do', () => {
    assert.equal(guess('"time: a",cpu,cpu\n5,1,2\n'), 'cpu=cpu');
    assert.equal(guess('ts,"event",x\n5,a,1\n'), 'time=ts:ns,event=event');
  });

  it('suggests nothing where nothing suggests it', () => {
    assert.equal(guess('a,b\n1,2\n'), '');
  });
});
