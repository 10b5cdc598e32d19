import assert from 'node:assert/strict';
import type { Difference } from '../../../src/protocol/compare';
import type { SessionHandlers } from '../../../src/engine/SessionApi';
import { exampleOf } from '../../../src/extension/compare/exampleOf';
import { findExample } from '../../../src/extension/compare/findExample';
import type { FoundExample } from '../../../src/extension/compare/findExample';
import type { Asked } from '../../../src/extension/language/rowOfEvent';
import { loadedSession } from '../../support/loadedSession';

type Row = Pick<Difference, 'id' | 'measure' | 'vcpu'>;

describe('Looking for an example in a recording', () => {
  let handlers: SessionHandlers;
  before(async () => {
    handlers = await loadedSession('vmx-hlt-poll-fail');
  });

  function find(row: Row, value: number): Promise<FoundExample | undefined> {
    return findExample(exampleOf(row, value), askedOf(handlers));
  }

  it('finds one of the exits, up to the entry that ends it', async () => {
    const found = await find({ id: 'exits.HLT.rate', measure: 'rate', vcpu: null }, 900);

    assert.ok(found);
    assert.match(found.lane, /^vm0\/vcpu\d\/exits$/);
    const detail = await handlers.timelineAt({
      lane: found.lane,
      timeNs: found.timeNs,
      slackNs: 0,
    });
    assert.match(detail?.title ?? '', /HLT/);
    assert.ok(found.toNs > found.fromNs);
  });

  it('finds an exit that took about as long as the percentile says', async () => {
    const row = { id: 'exits.HLT.p50', measure: 'p50', vcpu: null } as const;

    const found = await find(row, 315_000);

    assert.ok(found);
    const tookNs = found.toNs - found.fromNs;
    assert.ok(Math.abs(tookNs - 315_000) < 30_000, `${tookNs} ns`);
  });

  it('finds where a vCPU was in a state', async () => {
    const vcpu = { vm: 0, vcpu: 0 };
    const row = { id: 'vm0.vcpu0.state.halt_poll.share', measure: 'share', vcpu } as const;

    const found = await find(row, 0.25);

    assert.equal(found?.lane, 'vm0/vcpu0/state');
    const { lane, timeNs } = found;
    const detail = await handlers.timelineAt({ lane, timeNs, slackNs: 0 });
    assert.match(detail?.title ?? '', /poll/);
  });

  it('finds where a poll window became as long as the longest one', async () => {
    const row = { id: 'poll_window.open.most', measure: 'most', vcpu: null } as const;

    const found = await find(row, 400_000);

    assert.match(found?.lane ?? '', /^vm0\/vcpu\d\/window$/);
    const event = await handlers.eventDetail({ row: found!.row! });
    assert.equal(event.event, 'kvm:kvm_halt_poll_ns');
    assert.equal(event.timeNs, found!.timeNs);
    const { lane, timeNs } = found!;
    const detail = await handlers.timelineAt({ lane, timeNs, slackNs: 0 });
    assert.match(detail?.title ?? '', /poll window 400 µs/);
  });

  it('finds any poll where no event tells when the window became so long', async () => {
    const row = { id: 'poll_window.open.most', measure: 'most', vcpu: null } as const;

    const found = await find(row, 123_456);

    assert.match(found?.lane ?? '', /state$/);
  });

  it('finds an idle period of a strategy, all of it', async () => {
    const found = await find(
      { id: 'idle.hlt-poll-miss.share', measure: 'share', vcpu: null },
      0.39,
    );

    assert.equal(found?.lane, 'vm0/vcpu0/strategy');
    assert.ok(found.toNs - found.fromNs > 100_000);
  });

  it('finds a wakeup with its end selected', async () => {
    const found = await find({ id: 'wakes.ipi.rate', measure: 'rate', vcpu: null }, 921);

    assert.ok(found);
    const { lane, timeNs } = found;
    const detail = await handlers.timelineAt({ lane, timeNs, slackNs: 0 });
    assert.match(detail?.title ?? '', /woken by ipi/);
  });

  it('finds an exit at an address of the guest', async () => {
    const found = await find({ id: 'hot.0x10000a.rate', measure: 'rate', vcpu: null }, 921);

    const { lane = '', timeNs = NaN } = found ?? {};
    const detail = await handlers.timelineAt({ lane, timeNs, slackNs: 0 });
    assert.equal(detail?.rip, '0x10000a');
  });

  it('finds nothing of what never happened', async () => {
    const never = { id: 'exits.CPUID.rate', measure: 'rate', vcpu: null } as const;
    const vcpu = { vm: 0, vcpu: 1 };
    const state = { id: 'vm0.vcpu1.state.halt_poll.share', measure: 'share', vcpu } as const;

    assert.equal(await find(never, 0), undefined);
    assert.equal(await find(state, 0), undefined);
  });

  it('finds the dearest fault on a page, with its event', async () => {
    const sharing = await loadedSession('vmx-page-true-sharing');
    const row = { id: 'page.0x2000000.true.rate', measure: 'true.rate', vcpu: null } as const;

    const found = await findExample(exampleOf(row, 4), askedOf(sharing));

    assert.ok(found?.row !== undefined);
    const event = await sharing.eventDetail({ row: found.row });
    assert.equal(event.event, 'kvm:kvm_exit');
    assert.equal(event.timeNs, found.timeNs);
  });
});

function askedOf(handlers: SessionHandlers): Asked {
  return { call: (method, params) => handlers[method](params) };
}
