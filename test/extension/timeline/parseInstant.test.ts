import assert from 'node:assert/strict';
import type { TraceFacts } from '../../../src/protocol/facts';
import { parseInstant } from '../../../src/extension/timeline/parseInstant';

const loaded = { fromNs: 0, durationNs: 5e9, t0Ns: '28157432000', sources: [] };

describe('parseInstant', () => {
  it('takes times since the first event, in seconds without a unit', () => {
    assert.equal(parseInstant('1.5s', loaded), 1_500_000_000);
    assert.equal(parseInstant(' 200 ms ', loaded), 200_000_000);
    assert.equal(parseInstant('7µs', loaded), 7_000);
    assert.equal(parseInstant('0.000001001', loaded), 1_001);
  });

  it('takes a stamp as trace-cmd prints it', () => {
    assert.equal(parseInstant('28.158241', loaded), 809_000);
    assert.equal(parseInstant('28.158241123', loaded), 809_123);
  });

  it('takes cycles of a clock of unknown frequency, and no seconds', () => {
    const sources = [{ clock: { unit: 'cycles' } }] as unknown as TraceFacts['sources'];
    const cycles = { fromNs: 0, durationNs: 5_000, t0Ns: '90000', sources };
    assert.equal(parseInstant('1500', cycles), 1_500);
    assert.equal(parseInstant('91500', cycles), 1_500);
    assert.equal(parseInstant('1.5s', cycles), 'Give cycles since the first event, or a stamp.');
    assert.equal(parseInstant('7000', cycles), 'What is loaded goes from 0 cycles to 5000 cycles.');
  });

  it('says what it takes, and from when to when there is something', () => {
    for (const typed of ['', 'soon', '1.5h', '-3s', '1e9']) {
      assert.match(String(parseInstant(typed, loaded)), /^Give a time/);
    }
    for (const typed of ['6s', '28.157431', '28.1s']) {
      assert.equal(
        parseInstant(typed, loaded),
        'What is loaded goes from 0.000000 s to 5.000000 s.',
      );
    }
  });
});
