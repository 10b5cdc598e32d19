import assert from 'node:assert/strict';
import { loadedSession } from '../support/loadedSession';

describe('The load of a recording', () => {
  it('is from the first event of a vCPU’s thread to the last, between what its own program wrote before and after it', async () => {
    const session = await loadedSession('vmx-hlt-ipi');

    const { fromNs, toNs, run } = (await session.timelineOverview({}))!;
    const { timeNs } = await session.eventPage({ filter: 'event=print', start: 0, count: 2 });

    const [beganNs, endedNs] = [timeNs[0]!, timeNs[1]!];
    assert.ok(fromNs < beganNs && endedNs < toNs);
    assert.ok(run!.fromNs > beganNs && run!.fromNs - beganNs < 1_000_000);
    assert.ok(run!.toNs < endedNs && endedNs - run!.toNs < 6_000_000);
  });
});
