import assert from 'node:assert/strict';
import type { LoadState } from '../../src/protocol/loading';
import { LoadFollower } from '../../webview/LoadFollower';
import { cannedFacts } from './canned/cannedFacts';
import { CannedHost, settled } from './canned/CannedHost';

const loading: LoadState = { kind: 'loading', doneBytes: 10, totalBytes: 100, events: 5 };
const complete: LoadState = { kind: 'complete' };

class Clock {
  ms = 0;
}

function followerUnderTest(): {
  readonly host: CannedHost;
  readonly follower: LoadFollower;
  readonly clock: Clock;
  readonly events: string[];
} {
  const host = new CannedHost();
  const clock = new Clock();
  const events: string[] = [];
  const follower = new LoadFollower({
    host,
    nowMs: () => clock.ms,
    moved: (load) => events.push(load.kind),
    refreshed: (facts) => events.push(`${facts?.events ?? 'no'} events`),
    failed: (message) => events.push(message),
  });
  return { host, follower, clock, events };
}

describe('LoadFollower', () => {
  it('asks for the facts at the start', async () => {
    const { host, follower, events } = followerUnderTest();

    follower.start();
    host.calls[0]!.answer({ facts: cannedFacts(7), load: complete, companions: [] });
    await settled();

    assert.deepEqual(events, ['complete', '7 events']);
  });

  it('tells progress at once, but refreshes at most twice a second', async () => {
    const { host, follower, clock, events } = followerUnderTest();
    follower.start();
    host.calls[0]!.answer({ facts: null, load: loading, companions: [] });
    await settled();

    for (clock.ms = 100; clock.ms <= 1_100; clock.ms += 100) {
      follower.noticed(loading);
      host.calls.at(-1)!.answer({ facts: cannedFacts(7), load: loading, companions: [] });
      await settled();
    }

    assert.equal(host.calls.length, 3);
    assert.ok(events.filter((event) => event === 'loading').length >= 11);
  });

  it('always refreshes at the end of a load', () => {
    const { host, follower, clock } = followerUnderTest();
    follower.start();
    clock.ms = 1;

    follower.noticed(complete);
    host.calls[0]!.answer({ facts: null, load: loading, companions: [] });

    return settled().then(() => {
      assert.equal(host.calls.length, 2);
    });
  });
});
