import assert from 'node:assert/strict';
import type { Diagnostic } from '../../src/formats/Diagnostic';
import { DamageLog } from '../../src/ingest/DamageLog';

const nothingBuilt = {
  kinds: [],
  counts: [],
  shortRecords: [],
  backwards: { events: 0, mostNs: 0 },
};
const streams = [
  { hostCpu: 0, instance: '' },
  { hostCpu: 5, instance: '' },
];
const place = (offset: number): Diagnostic => ({
  severity: 'warning',
  code: 'damaged-cpu-data',
  message: `at ${offset}`,
  offset,
});

describe('DamageLog', () => {
  it('has nothing to say of a sound recording', () => {
    assert.deepEqual(new DamageLog(streams).diagnostics(nothingBuilt, 'ns'), []);
  });

  it('lists two hundred damaged places, and counts the others', () => {
    const log = new DamageLog(streams);
    for (let offset = 0; offset < 1234; offset++) log.add(place(offset));
    const diagnostics = log.diagnostics(nothingBuilt, 'ns');
    assert.equal(diagnostics.length, 201);
    assert.equal(diagnostics.at(-1)?.message, '1034 further places are damaged alike.');
  });

  it('says how far time went back in the unit of the clock', () => {
    const built = { ...nothingBuilt, backwards: { events: 3, mostNs: 40 } };
    const [diagnostic] = new DamageLog(streams).diagnostics(built, 'cycles');
    assert.match(diagnostic!.message, /^3 events lie up to 40 cycles before/);
  });

  it('adds up sub-buffers that are damaged in the same way on the same CPU', () => {
    const log = new DamageLog(streams);
    for (const at of [0x2000, 0x5000]) log.page(1, 'event-past-commit', at);
    log.page(0, 'event-past-commit', 0x1000);
    assert.deepEqual(
      log.diagnostics(nothingBuilt, 'ns').map(({ message }) => message),
      [
        'CPU 5 data, first at byte 0x2000 of its sub-buffers: 2 sub-buffers end inside an event; the events before it are shown. Copy the file again.',
        'CPU 0 data, first at byte 0x1000 of its sub-buffers: 1 sub-buffers end inside an event; the events before it are shown. Copy the file again.',
      ],
    );
  });
});
