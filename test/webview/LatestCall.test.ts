import assert from 'node:assert/strict';
import { LatestCall } from '../../webview/LatestCall';
import { CannedHost, settled } from './canned/CannedHost';

function callUnderTest(): {
  readonly host: CannedHost;
  readonly call: LatestCall<'eventDetail'>;
  readonly events: string[];
} {
  const host = new CannedHost();
  const events: string[] = [];
  const call = new LatestCall({
    host,
    method: 'eventDetail',
    answered: (_detail, { row }) => events.push(`row ${row}`),
    failed: (message) => events.push(message),
  });
  return { host, call, events };
}

describe('LatestCall', () => {
  it('asks for the newest of several questions once the first is answered, and shows only that', async () => {
    const { host, call, events } = callUnderTest();
    for (const row of [1, 2, 3]) call.ask({ row });
    assert.equal(host.calls.length, 1);

    host.calls[0]!.answer({});
    await settled();
    host.calls[1]!.answer({});
    await settled();

    assert.deepEqual(
      host.calls.map(({ params }) => params),
      [{ row: 1 }, { row: 3 }],
    );
    assert.deepEqual(events, ['row 3']);
  });

  it('shows a slow answer though the same question waits again', async () => {
    const { host, call, events } = callUnderTest();
    call.ask({ row: 1 });
    call.ask({ row: 1 });

    host.calls[0]!.answer({});
    await settled();

    assert.deepEqual(events, ['row 1']);
    assert.equal(host.calls.length, 2);
  });

  it('tells the failure of the newest question, and goes on', async () => {
    const { host, call, events } = callUnderTest();
    call.ask({ row: 1 });
    host.calls[0]!.fail('no such event');
    await settled();

    call.ask({ row: 2 });
    host.calls[1]!.answer({});
    await settled();

    assert.deepEqual(events, ['no such event', 'row 2']);
  });
});
