import assert from 'node:assert/strict';
import { buildDiagnostics } from '../../src/ingest/buildDiagnostics';

describe('buildDiagnostics', () => {
  it('has nothing to say of a recording in order', () => {
    assert.deepEqual(buildDiagnostics([], { events: 0, mostNs: 0 }, 'ns'), []);
  });

  it('says how far time went back in the unit of the clock', () => {
    const [diagnostic] = buildDiagnostics([], { events: 3, mostNs: 40 }, 'cycles');
    assert.match(diagnostic!.message, /^3 events lie up to 40 cycles before/);
  });
});
