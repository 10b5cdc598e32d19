import assert from 'node:assert/strict';
import type { Diagnostic } from '../../../src/formats/Diagnostic';
import { DamageLog } from '../../../src/ingest/tracedat/DamageLog';

const hostCpus = [0, 5];
const place = (offset: number): Diagnostic => ({
  severity: 'warning',
  code: 'damaged-cpu-data',
  message: `at ${offset}`,
  offset,
});

describe('DamageLog', () => {
  it('has nothing to say of a sound recording', () => {
    assert.deepEqual(new DamageLog(hostCpus).diagnostics, []);
  });

  it('lists two hundred damaged places, and counts the others', () => {
    const log = new DamageLog(hostCpus);
    for (let offset = 0; offset < 1234; offset++) log.add(place(offset));
    const diagnostics = log.diagnostics;
    assert.equal(diagnostics.length, 201);
    assert.equal(diagnostics.at(-1)?.message, '1034 further places are damaged alike.');
  });

  it('adds up sub-buffers that are damaged in the same way on the same CPU', () => {
    const log = new DamageLog(hostCpus);
    for (const at of [0x2000, 0x5000]) log.page(1, 'event-past-commit', at);
    log.page(0, 'event-past-commit', 0x1000);
    assert.deepEqual(
      log.diagnostics.map(({ message }) => message),
      [
        'CPU 5 data, first at byte 0x2000 of its sub-buffers: 2 sub-buffers end inside an event; the events before it are shown. Copy the file again.',
        'CPU 0 data, first at byte 0x1000 of its sub-buffers: 1 sub-buffers end inside an event; the events before it are shown. Copy the file again.',
      ],
    );
  });
});
