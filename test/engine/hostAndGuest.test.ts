import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { eventAccess } from '../../src/engine/eventAccess';
import { factsOf } from '../../src/engine/factsOf';
import type { RelationWish } from '../../src/ingest/relateClocks';
import { openedSession } from '../support/openSession';
import type { OpenedSession } from '../support/openSession';
import { fixtureBytes } from '../support/openTrace';
import { perfText } from '../support/perfData/perfText';
import { traceText } from '../support/traceText';

const pairs = path.join(__dirname, '../fixtures/pairs');

const recording = (name: string, wish: RelationWish = {}) => ({
  name: `${name}.trace.dat`,
  bytes: new Uint8Array(readFileSync(path.join(pairs, `${name}.trace.dat`))),
  ...wish,
});

const pair = (name: string, guest: RelationWish = {}): Promise<OpenedSession> =>
  openedSession(recording(`${name}.host`), recording(`${name}.guest`, guest));

const guestOf = (session: OpenedSession) => factsOf(session, session.passes).sources[1]!;

const diagnosticsOf = (session: OpenedSession): string[] =>
  factsOf(session, session.passes).diagnostics.map(({ code }) => code);

/** `source stamp cpu thread event` of every event. */
function merged({ reader, table }: OpenedSession): string[] {
  return table.blocks.flatMap((block) =>
    Array.from({ length: block.length }, (_, at) => {
      const { source, hostCpu } = reader.streams[block.stream[at]!]!;
      const stamp = reader.t0! + BigInt(block.time[at]!);
      const cpu = String(hostCpu).padStart(3, '0');
      const { name } = reader.kinds[block.kind[at]!]!;
      return `${source === 0 ? 'host' : 'guest'} ${stamp} ${cpu} ${block.tid[at]!} ${name}`;
    }),
  );
}

describe('a host’s recording with its guest’s', () => {
  for (const name of ['kvm', 'ptp']) {
    it(`is merged as trace-cmd report merges it: ${name}`, async () => {
      const golden = readFileSync(path.join(pairs, `${name}.merged.txt`), 'utf8');
      const lines = golden.trimEnd().split('\n');
      assert.deepEqual(merged(await pair(name)), lines);
    });
  }

  it('finds who is whose guest, in whatever order the files were named', async () => {
    const session = await openedSession(recording('kvm.guest'), recording('kvm.host'));
    const { sources } = factsOf(session, session.passes);
    assert.deepEqual(
      sources.map(({ relation: { kind, guestOf: host } }) => [kind, host]),
      [
        ['recorded', 1],
        ['reference', null],
      ],
    );
  });

  it('has every guest event in guest mode where KVM told the offset of the clocks', async () => {
    const session = await pair('kvm');
    const { relation } = guestOf(session);
    assert.equal(relation.vm, 0);
    assert.deepEqual(
      relation.guestCpus.map(({ vcpu, tid, events, outside }) => [vcpu, tid, events, outside]),
      [
        [0, 139, 248, 0],
        [1, 141, 264, 0],
      ],
    );
    for (const { slack } of relation.guestCpus) {
      assert.ok(slack!.fromNs < -15_000 && slack!.fromNs > -60_000);
      assert.ok(slack!.toNs > 15_000 && slack!.toNs < 60_000);
    }
    assert.deepEqual(diagnosticsOf(session), ['guest-in-guest-mode']);
  });

  it('tells how wrong ptp was, which trace-cmd does not', async () => {
    const session = await pair('ptp');
    const { relation } = guestOf(session);
    const [first, second] = relation.guestCpus;
    assert.deepEqual([first?.outside, second?.outside, second?.events], [0, 82, 245]);
    assert.equal(second!.best!.outside, 0);
    assert.ok(second!.best!.fromNs < second!.best!.toNs && second!.best!.toNs < -80_000);
    const { diagnostics } = factsOf(session, session.passes);
    assert.deepEqual(
      diagnostics.map(({ severity, code, source }) => [severity, code, source]),
      [
        ['info', 'clock-samples-differ', 1],
        ['warning', 'guest-outside-guest-mode', 1],
      ],
    );
    assert.match(diagnostics[0]!.message, /differ by up to 219 µs/);
    assert.match(
      diagnostics[1]!.message,
      /^82 of 494 events .* vCPU 1: 82 events; fewest, 0, were/,
    );
  });

  it('is right again when the user moves the clock by as much', async () => {
    const shift = { by: -120_000n, unit: 'ns' } as const;
    const { relation } = guestOf(await pair('ptp', { shift }));
    assert.deepEqual([relation.kind, relation.shiftNs], ['recorded', '-120000']);
    assert.equal(relation.guestCpus[1]!.outside, 0);
  });

  it('moves stamps before they become ns when the user says so in units of the clock', async () => {
    const lastStamp = (session: OpenedSession): bigint => {
      const last = merged(session).findLast((line) => line.startsWith('guest'))!;
      return BigInt(last.split(' ')[1]!);
    };
    const units = 2_596_105n;
    const moved = await pair('kvm', { shift: { by: units, unit: 'clock' } });
    const movedNs = lastStamp(moved) - lastStamp(await pair('kvm'));
    // Both files hold ns = cycles * 827191582 >> 31.
    const wantedNs = (units * 827_191_582n) >> 31n;
    assert.ok(movedNs === wantedNs || movedNs === wantedNs + 1n, `${movedNs}, not ${wantedNs}`);
    assert.ok(guestOf(moved).relation.guestCpus[0]!.outside > 100);
  });

  it('tells the guest’s vCPUs and threads from the host’s', async () => {
    const session = await pair('kvm');
    const access = eventAccess(session, session.passes);
    const [block] = session.table.blocks;
    const at = Array.from({ length: block!.length }, (_, index) => index);
    const ofGuest = at.find((index) => access.kindOf(block!, index).source === 1)!;
    const vcpu = access.hostCpuOf(block!, ofGuest);
    assert.deepEqual(access.vcpuOf(block!, ofGuest), { vm: 0, vcpu });
    assert.doesNotMatch(access.commOf(block!, ofGuest)!, /KVM/);
  });

  it('counts the exits of the host’s recording alone', async () => {
    const alone = await openedSession(recording('kvm.host'));
    const both = await pair('kvm');
    const counts = ({ passes }: OpenedSession): number[] =>
      passes.exits.tallies.map(({ count }) => count);
    assert.deepEqual(counts(both), counts(alone));
  });

  it('says so when a guest’s clock is related to nothing', async () => {
    const session = await openedSession(
      { name: 'host.dat', bytes: fixtureBytes('vmx-hlt-ipi') },
      { name: 'guest.dat', bytes: fixtureBytes('vmx-two-vms'), isGuest: true },
    );
    const { relation } = guestOf(session);
    assert.deepEqual([relation.kind, relation.guestOf], ['unknown', 0]);
    const { code, message } = factsOf(session, session.passes).diagnostics[0]!;
    assert.equal(code, 'clocks-unrelated');
    assert.match(message, /\(local\) of guest\.dat and \(local\) of host\.dat.*Give the shift/);
    assert.equal(session.table.blocks[0]!.time[0], 0);
    // Of clocks that nothing relates, what fits how well is chance.
    assert.deepEqual(relation.guestCpus, []);
  });

  it('warns of a guest that names another host than the one beside it', async () => {
    const session = await openedSession(recording('kvm.host'), recording('ptp.guest'));
    assert.deepEqual(
      [guestOf(session).relation.kind, guestOf(session).relation.guestOf],
      ['unknown', null],
    );
    const { severity, code, message } = factsOf(session, session.passes).diagnostics[0]!;
    assert.deepEqual([severity, code], ['warning', 'clocks-unrelated']);
    assert.match(message, /^ptp\.guest\.trace\.dat names another host/);
  });

  it('takes two recordings without a word of each other for one machine’s', async () => {
    const session = await openedSession(
      { name: 'a.dat', bytes: fixtureBytes('vmx-hlt-ipi') },
      { name: 'b.dat', bytes: fixtureBytes('vmx-two-vms') },
    );
    assert.equal(guestOf(session).relation.kind, 'assumed');
    const [assumed, ...others] = factsOf(session, session.passes).diagnostics;
    assert.deepEqual([assumed!.severity, assumed!.code], ['warning', 'clocks-assumed']);
    assert.deepEqual(others, []);
    const { vms } = factsOf(session, session.passes);
    assert.deepEqual(
      vms.map(({ source }) => source),
      [0, 1, 1],
    );
  });

  it('says of recordings on one clock that they have no time in common', async () => {
    const event = '10 cpu0 7 kvm_entry vcpu_id=0\n90 cpu0 7 kvm_exit vcpu_id=0';
    const messageAt = async (base: bigint): Promise<string> => {
      const session = await openedSession(
        { name: 'a.dat', bytes: traceText(event) },
        { name: 'b.dat', bytes: traceText(event.replaceAll(' 7 ', ' 8 '), { base }) },
      );
      return factsOf(session, session.passes).diagnostics.find(
        ({ code }) => code === 'clocks-assumed',
      )!.message;
    };
    assert.match(await messageAt(2_000_000n), /have no time in common/);
    assert.doesNotMatch(await messageAt(1_000_050n), /have no time in common/);
  });
});

describe('two recordings of one host', () => {
  const EVENTS = '10 cpu0 7 kvm_entry vcpu_id=0\n90 cpu0 7 kvm_exit exit_reason=12 isa=1 vcpu_id=0';
  const twice = async (second: Uint8Array): Promise<readonly string[]> => {
    const session = await openedSession(
      { name: 'a.dat', bytes: traceText(EVENTS) },
      { name: 'b.dat', bytes: second },
    );
    const { diagnostics } = factsOf(session, session.passes);
    return diagnostics.flatMap(({ code, message }) => (code === 'recorded-twice' ? [message] : []));
  };

  it('are said to count their exits twice, also where they are of two tools', async () => {
    const expected =
      /^a\.dat and b\.dat hold the same vCPU threads .*\(vCPU 0 = thread 7\).* twice/;
    for (const second of [traceText(EVENTS), perfText(EVENTS)]) {
      const [message, ...others] = await twice(second);
      assert.match(message!, expected);
      assert.deepEqual(others, []);
    }
  });

  it('are not, where they are of two times or of other threads', async () => {
    assert.deepEqual(await twice(traceText(EVENTS, { base: 2_000_000n })), []);
    assert.deepEqual(await twice(traceText(EVENTS.replaceAll(' 7 ', ' 8 '))), []);
  });
});
