import assert from 'node:assert/strict';
import { findingsOf } from '../../../src/queries/findings/findings';
import { guestPolls } from '../../../src/queries/findings/guestPolls';
import { haltsPastWindow } from '../../../src/queries/findings/haltsPastWindow';
import { ipiStorm } from '../../../src/queries/findings/ipiStorm';
import { lockHalts } from '../../../src/queries/findings/lockHalts';
import { losses } from '../../../src/queries/findings/losses';
import { mixedStrategies } from '../../../src/queries/findings/mixedStrategies';
import { mwaitNop } from '../../../src/queries/findings/mwaitNop';
import { mwaitUnoffered } from '../../../src/queries/findings/mwaitUnoffered';
import { clockDoubts } from '../../../src/queries/findings/clockDoubts';
import { periodicTimer } from '../../../src/queries/findings/periodicTimer';
import { polls } from '../../../src/queries/findings/polls';
import { preempted } from '../../../src/queries/findings/preempted';
import { vainWakeups } from '../../../src/queries/findings/vainWakeups';
import { wakesBehindTasks } from '../../../src/queries/findings/wakesBehindTasks';
import type { IdlePeriod } from '../../../src/queries/idle/PeriodTable';
import { State, VCPU_STATES } from '../../../src/vcpu/states/VcpuState';
import { vectorTrace } from '../../support/idle/vectorTrace';
import { foundBy, madePeriod, madeTrace } from '../../support/madeFindings';

const MS = 1e6;
const US = 1e3;

/** So many periods, one every `everyNs`. */
function periods(
  count: number,
  everyNs: number,
  of: (startNs: number, index: number) => Partial<IdlePeriod>,
): IdlePeriod[] {
  return Array.from({ length: count }, (_, index) => {
    const startNs = index * everyNs;
    return madePeriod({ startNs, ...of(startNs, index) });
  });
}

describe('findings', () => {
  describe('of MWAIT run as a NOP', () => {
    const loop = (iterations: number, lengthNs: number): IdlePeriod =>
      madePeriod({ strategy: 'mwait-nop', startNs: 5, endNs: 5 + lengthNs, iterations });

    it('count as burned only what the thread had its host CPU for', () => {
      const { context, lanes } = madeTrace(1);
      lanes[0]!.waitExits = 2000;
      lanes[0]!.loopsDisplacedNs = 100 * MS;
      const [found] = foundBy(mwaitNop(context), [loop(1000, 500 * MS)]);
      assert.match(found!.title, /burns 40 % of a host CPU/);
      assert.match(found!.text, /2,000 exits .* \(2,000\/s\).* another 10 %/);
      assert.equal(found!.severity, 'warning');
      assert.deepEqual(found!.evidenceNs, [5]);
    });

    it('say nothing of a probe, nor of loops that hardly take time', () => {
      assert.deepEqual(foundBy(mwaitNop(madeTrace(1).context), [loop(10, 500 * MS)]), []);
      assert.deepEqual(foundBy(mwaitNop(madeTrace(1).context), [loop(1000, 5 * MS)]), []);
    });

    it('name a guest that was not offered MWAIT and executes it', () => {
      const { context, lanes, guestFacts } = madeTrace(2);
      guestFacts[0] = { offersMwait: false };
      lanes[1]!.waitExits = 40;
      const [found] = foundBy(mwaitUnoffered(context), []);
      assert.match(found!.title, /VM 0 executes MWAIT although CPUID does not offer it/);
      // Another vCPU read the leaf than executes MWAIT.
      assert.equal(found!.confidence, 'strong');
      guestFacts[1] = { offersMwait: false };
      assert.equal(foundBy(mwaitUnoffered(context), [])[0]!.confidence, 'certain');
      // Nothing tells what became of its MWAITs.
      assert.match(found!.text, /of vCPU 1\. No CPUID setting/);
      const slept = madePeriod({ strategy: 'mwait-page-protect', startNs: 7 });
      assert.match(
        foundBy(mwaitUnoffered(context), [slept])[0]!.text,
        /\. In 1 wait the thread slept\. No/,
      );
      lanes[1]!.refusedMwaits = 2;
      assert.match(
        foundBy(mwaitUnoffered(context), [loop(3, 9)])[0]!.text,
        /\. KVM lets them pass as NOPs and 2 MWAITs raised #UD\. No/,
      );
      guestFacts[0] = guestFacts[1] = { offersMwait: true };
      assert.deepEqual(foundBy(mwaitUnoffered(context), []), []);
    });
  });

  describe('of halt polling', () => {
    const halt =
      (strategy: IdlePeriod['strategy'], pollNs: number, waitNs = 0) =>
      (startNs: number): Partial<IdlePeriod> => ({
        strategy,
        pollNs,
        waitNs,
        windowNs: 200 * US,
        endNs: startNs + pollNs + waitNs + 5 * US,
        causeNs: startNs + pollNs + waitNs,
      });

    it('tell what failed polls burn', () => {
      const missed = periods(50, 10 * MS, halt('hlt-poll-miss', 200 * US, MS));
      const [found] = foundBy(polls(madeTrace(1).context), missed);
      assert.equal(found!.title, 'Failed halt polls of VM 0 burn 10.0 ms/s of host CPU');
      assert.equal(found!.severity, 'info');
    });

    it('tell what polls that hit saved, where there are sleeps to compare with', () => {
      const { context } = madeTrace(1);
      const hits = periods(30, MS, halt('hlt-poll-hit', 50 * US));
      const slept = periods(30, MS, (startNs) => ({
        strategy: 'hlt-block',
        endNs: startNs + MS,
        causeNs: startNs + MS - 45 * US,
      }));
      const [found] = foundBy(polls(context), [...hits, ...slept]);
      assert.match(found!.title, /^100 % of the halt polls of VM 0 hit/);
      assert.match(
        found!.text,
        /5\.00 µs \(median\) by a poll, 45\.0 µs from sleep: about 40\.0 µs/,
      );
      const [alone] = foundBy(polls(context), hits);
      assert.match(alone!.text, /too few wakeups/);
    });

    it('see halts that end just past the longest window, and not those past one that grows', () => {
      const { context, lanes } = madeTrace(1);
      lanes[0]!.window.change(0, 0, 200 * US);
      const past = periods(40, MS, halt('hlt-poll-miss', 200 * US, 100 * US));
      const [found] = foundBy(haltsPastWindow(context), past);
      assert.match(found!.title, /^100 % of the halts of VM 0 end just past its poll window/);
      lanes[0]!.window.change(0, 0, 400 * US);
      assert.deepEqual(foundBy(haltsPastWindow(context), past), []);
    });

    it('tell a guest that said it polls from one that seems to', () => {
      const { context, lanes } = madeTrace(1);
      const polled = periods(60, MS, () => ({ strategy: 'guest-haltpoll' }));
      assert.equal(foundBy(guestPolls(context), polled)[0]!.confidence, 'weak');
      lanes[0]!.everTurnedPollingOff = true;
      assert.equal(foundBy(guestPolls(context), polled)[0]!.confidence, 'certain');
      assert.deepEqual(foundBy(guestPolls(context), []), []);
    });
  });

  it('name only times of events, not the begin that was worked out of a halt', () => {
    const cut = { strategy: 'guest-haltpoll', startNs: 0, isCut: true } as const;
    const seen = { ...cut, startNs: 5 * US, isCut: false, startedBy: 'kvm_exit' } as const;
    const ended = { endNs: 9 * US, endedBy: 'kvm_vcpu_wakeup' } as const;
    const [found] = foundBy(guestPolls(madeTrace(1).context), [
      madePeriod(cut),
      madePeriod({ ...cut, ...ended }),
      madePeriod({ ...seen, ...ended }),
    ]);
    assert.deepEqual(found!.evidenceNs, [5 * US, 9 * US]);
  });

  it('are sure of a guest that said it polls, though it took that back', async () => {
    const write = (us: number, data: number): string =>
      `${us} c0 T0 EX 32   ${us + 1} c0 T0 kvm_msr write=1 ecx=0x4b564d05 data=${data}   ${us + 2} c0 T0 EN`;
    const { source, table } = await vectorTrace(`
      ${write(0, 0)}   10 c0 T0 EX 12   20 c0 T0 WK 9000 0   21 c0 T0 EN   ${write(30, 1)}
    `);
    const found = findingsOf(source, table).find(({ id }) => id === 'guest-polls:0');
    assert.match(found!.text, /^The guest wrote 0 to KVM's poll control/);
  });

  describe('of slow wakeups', () => {
    const wake =
      (waitNs: number, aheadTid: number) =>
      (startNs: number): Partial<IdlePeriod> => ({
        strategy: 'hlt-block',
        wakingNs: startNs,
        runningNs: startNs + waitNs,
        endNs: startNs + waitNs + 10 * US,
        aheadTid,
      });
    const usual = periods(980, MS, wake(5 * US, 0));

    it('name the task that had the host CPU', () => {
      const slow = periods(20, MS, wake(3 * MS, 250));
      const [found] = foundBy(wakesBehindTasks(madeTrace(1).context), [...usual, ...slow]);
      assert.match(found!.title, /wait for a host CPU that task \(250\) has/);
      assert.match(found!.text, /Of 1,000 wakeups .* \(10 times\)/);
      assert.equal(found!.evidenceNs.length, 10);
    });

    it('blame nobody where the CPU was idle, or the wait is not what takes the time', () => {
      const idle = periods(20, MS, wake(3 * MS, 0));
      const { context } = madeTrace(1);
      assert.deepEqual(foundBy(wakesBehindTasks(context), [...usual, ...idle]), []);
      const late = periods(20, MS, (startNs) => ({
        ...wake(100 * US, 250)(startNs),
        endNs: startNs + 3 * MS,
      }));
      assert.deepEqual(foundBy(wakesBehindTasks(context), [...usual, ...late]), []);
    });

    it('are not judged by a handful', () => {
      const few = periods(100, MS, wake(3 * MS, 250));
      assert.deepEqual(foundBy(wakesBehindTasks(madeTrace(1).context), few), []);
    });
  });

  describe('of what wakes vCPUs', () => {
    it('name a storm of IPIs, its rate and where the guest sends them', () => {
      const { context, lanes, ipis } = madeTrace(2);
      lanes[1]!.exit.ripLow = 0x81001234;
      lanes[1]!.exit.ripHigh = 0xffffffff;
      lanes[1]!.exit.atNs = lanes[1]!.enteredNs + 1;
      for (let at = 0; at < 1500; at++) ipis.add(lanes[1]!, 0, at * 500 * US);
      const [found] = foundBy(ipiStorm(context), []);
      assert.equal(found!.title, 'vCPU 1 of VM 0 sends 1,500 IPIs/s to vCPU 0');
      assert.match(
        found!.text,
        /^1,500 IPIs over the trace, sent by exits at guest RIP 0xffffffff81001234 \(100 %\)/,
      );
    });

    it('leave single IPIs alone', () => {
      const { context, lanes, ipis } = madeTrace(2);
      for (let at = 0; at < 900; at++) ipis.add(lanes[1]!, 0, at * MS);
      assert.deepEqual(foundBy(ipiStorm(context), []), []);
    });

    const timer = (startNs: number): Partial<IdlePeriod> => ({
      strategy: 'hlt-block',
      cause: 'timer',
      endNs: startNs + 900 * US,
    });

    it('name a periodic timer of an idle guest, and its rhythm', () => {
      const [found] = foundBy(periodicTimer(madeTrace(1).context), periods(1000, MS, timer));
      assert.match(found!.title, /^A periodic timer \(1000 Hz\) keeps vCPU 0 of VM 0/);
    });

    it('name a rhythm of more wakeups than are kept one by one', () => {
      const { context } = madeTrace(1, {}, 70_000 * MS);
      const finder = periodicTimer(context);
      const period = madePeriod({});
      for (let at = 0; at < 70_000; at++) {
        finder.take?.(Object.assign(period, { startNs: at * MS, ...timer(at * MS) }));
      }
      assert.match(finder.found()[0]!.finding.title, /^A periodic timer \(1000 Hz\)/);
    });

    it('see no rhythm in timers that go off at any time', () => {
      const any = periods(1000, MS, (startNs, index) => ({
        ...timer(startNs),
        endNs: startNs + ((index * 7919) % 900) * US,
      }));
      assert.deepEqual(foundBy(periodicTimer(madeTrace(1).context), any), []);
    });

    it('count wakings after which the halt goes on, and by whom', () => {
      const { context, lanes } = madeTrace(1);
      lanes[0]!.vainWakings.count = 30;
      const requests = periods(70, MS, (startNs) => ({
        strategy: 'hlt-block',
        cause: 'host-request',
        sourceTid: 250,
        endNs: startNs + 10,
      }));
      const [found] = foundBy(vainWakeups(context), requests);
      assert.match(found!.title, /^100 % of the wakings of halted vCPUs of VM 0/);
      assert.match(
        found!.text,
        /100 wakings .* after 30 the halt went on, 70 .* task \(250\) \(70\)/,
      );
    });

    it('take a few of them for what they are', () => {
      const { context, lanes } = madeTrace(1);
      lanes[0]!.vainWakings.count = 21;
      assert.deepEqual(foundBy(vainWakeups(context), periods(1000, MS, timer)), []);
    });
  });

  it('name locks that vCPUs halt for, and who released them', () => {
    const halts = periods(20, MS, (startNs) => ({
      strategy: 'lock-halt',
      sourceVcpu: 1,
      endNs: startNs + MS,
    }));
    const [found] = foundBy(lockHalts(madeTrace(2).context), halts);
    assert.match(found!.title, /halt for spinlocks: 20 times, 20\.0 ms in all/);
    assert.match(found!.text, /released by vCPU 1 \(20\)/);
    assert.equal(found!.severity, 'warning');
  });

  it('name vCPUs of a VM that idle in different ways', () => {
    const halts = periods(10, 10 * MS, (startNs) => ({
      strategy: 'hlt-block',
      endNs: startNs + 9 * MS,
    }));
    const loops = periods(10, 10 * MS, (startNs) => ({
      strategy: 'mwait-nop',
      vcpu: 1,
      binding: 1,
      endNs: startNs + 9 * MS,
    }));
    const { context } = madeTrace(2);
    const [found] = foundBy(mixedStrategies(context), [...halts, ...loops]);
    assert.match(found!.text, /vCPU 0 \(9\.0 % idle\) by HLT and vCPU 1 \(9\.0 % idle\) by MWAIT/);
    assert.deepEqual(foundBy(mixedStrategies(context), halts), []);
  });

  it('tell vCPUs that had no host CPU', () => {
    const { context, lanes } = madeTrace(1);
    const totalsNs = new Float64Array(VCPU_STATES.length);
    totalsNs[State.Preempted] = 250 * MS;
    (context.states.ledgers as { totalsNs: Float64Array }[])[0] = { totalsNs };
    lanes[0]!.displacements.begin(10);
    lanes[0]!.switchIn(20, -1);
    const [found] = foundBy(preempted(context), []);
    assert.match(found!.title, /had no host CPU for 25 % of the time/);
    assert.deepEqual(found!.evidenceNs, [10]);
  });

  it('tell of losses whether they lie under a spike', () => {
    const loss = { source: 0, hostCpu: 1, fromNs: 10 * MS, toNs: 11 * MS, count: 500 };
    const facts = { lost: [loss], lostGaps: 1, unsizedGaps: 0, lostEvents: 500, events: 10_000 };
    const [found] = foundBy(losses(madeTrace(1, facts).context), []);
    assert.match(found!.title, /under the load's spikes: 50 times the usual rate/);
    const quiet = { ...facts, lost: [{ ...loss, count: 5 }], lostEvents: 5 };
    const [calm] = foundBy(losses(madeTrace(1, quiet).context), []);
    assert.match(calm!.title, /^5 events were lost/);
    assert.deepEqual(foundBy(losses(madeTrace(1).context), []), []);
  });

  it('hold losses against what usually happens on the CPUs that have them', () => {
    const loss = { source: 0, hostCpu: 1, fromNs: 10 * MS, toNs: 11 * MS, count: 500 };
    const facts = { lost: [loss], lostGaps: 1, unsizedGaps: 0, lostEvents: 500, events: 10_000 };
    const { context } = madeTrace(1, facts);
    // All but a tenth of the events are another CPU's.
    const shares = {
      ...context,
      rowShareOf: (_: number, cpu: number | null) => (cpu === 1 ? 0.1 : 0.9),
    };
    assert.match(foundBy(losses(shares), [])[0]!.title, /: 500 times the usual rate/);
    const none = { ...context, rowShareOf: () => 0 };
    assert.match(foundBy(losses(none), [])[0]!.title, /^500 events were lost/);
  });

  it('repeat that the clocks of recordings do not agree', () => {
    const doubt = {
      source: 1,
      severity: 'warning',
      message: 'Nothing relates them.',
      offset: null,
    } as const;
    const diagnostics = [
      { ...doubt, code: 'clocks-unrelated' },
      { ...doubt, code: 'truncated-section' },
    ];
    const found = foundBy(clockDoubts(madeTrace(1, { diagnostics }).context), []);
    assert.deepEqual(
      found.map(({ text }) => text),
      ['Nothing relates them.'],
    );
  });
});
