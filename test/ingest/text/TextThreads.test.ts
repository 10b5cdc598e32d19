import assert from 'node:assert/strict';
import { NO_TID } from '../../../src/events/EventTable';
import { TextThreads } from '../../../src/ingest/text/TextThreads';

function add(threads: TextThreads, tid: number, comm: string, timeNs: number): number {
  const bytes = Buffer.from(comm, 'latin1');
  return threads.add(tid, -1, bytes, 0, bytes.length, timeNs);
}

describe('TextThreads', () => {
  it('knows what a thread was called at a time', () => {
    const threads = new TextThreads();
    add(threads, 7, 'vmm', 100);
    add(threads, 7, 'vmm', 200);
    add(threads, 7, 'CPU 0/KVM', 300);
    const names = [0, 100, 299, 300, 9999].map((timeNs) => threads.commOf(7, timeNs));
    assert.deepEqual(names, ['vmm', 'vmm', 'vmm', 'CPU 0/KVM', 'CPU 0/KVM']);
    assert.equal(threads.commOf(8, 0), undefined);
  });

  it('takes what stands for an unknown name for none', () => {
    const threads = new TextThreads();
    for (const [tid, comm] of [
      [7, '<...>'],
      [8, ':8'],
      [9, ''],
    ] as const) {
      assert.equal(add(threads, tid, comm, 0), tid);
      assert.equal(threads.commOf(tid, 0), undefined);
    }
    add(threads, 10, '<idle>', 0);
    assert.equal(threads.commOf(10, 0), '<idle>');
  });

  it('tells threads without an id apart by their names', () => {
    const threads = new TextThreads();
    const [first, second] = ['CPU 0/KVM', 'CPU 1/KVM'].map((comm) => add(threads, -1, comm, 0));
    assert.ok(first! < NO_TID && second! < NO_TID && first !== second);
    assert.equal(add(threads, -1, 'CPU 0/KVM', 50), first);
    assert.equal(threads.commOf(second!, 0), 'CPU 1/KVM');
    assert.equal(threads.unnumbered, 3);
    assert.equal(add(threads, -1, ':-1', 0), NO_TID);
    assert.equal(threads.unnumbered, 3);
  });

  it('knows many threads', () => {
    const threads = new TextThreads();
    for (let tid = 0; tid < 1000; tid++) add(threads, tid, `t${tid}`, 0);
    assert.equal(threads.commOf(777, 0), 't777');
  });
});
