import assert from 'node:assert/strict';
import { vectorTrace } from '../../support/idle/vectorTrace';

describe('states of a vCPU, by the vectors of the domain reference', () => {
  it('V21 lets the guest run between exits of the fast path (A-2)', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EN   5 c0 T0 EX 32   5.3 c0 T0 kvm_msr write=1 ecx=0x6e0   40 c0 T0 EX 52
      55 c0 T0 EX 1   58 c0 T0 EN
    `);
    assert.deepEqual(trace.states('T0'), ['guest 0–55', 'kernel 55–58']);
  });

  it('V22 does not tell what happened between two exits that no fast path explains', async () => {
    const trace = await vectorTrace(`0 c0 T0 EN   5 c0 T0 EX 30   20 c0 T0 EX 30   21 c0 T0 EN`);
    assert.deepEqual(trace.states('T0'), ['guest 0–5', 'unknown 5–20', 'kernel 20–21']);
  });

  it('V23 ends guest time at the interrupt where the exit is stamped late', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EN   50 c0 irq/T0 irq_handler_entry name=nvme   52 c0 irq/T0 irq_handler_exit
      53 c0 T0 SO R+   900 c0 T0 SI   901 c0 T0 EX svm 0x60   902 c0 T0 EN
    `);
    assert.deepEqual(trace.states('T0'), [
      'guest 0–50',
      'kernel 50–53',
      'preempted 53–900',
      'kernel 900–902',
    ]);
  });

  it('V24 takes an exit that is stamped early for the end of guest time', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EN   50 c0 T0 EX 1 intr_info=0x800000ec guest_rip=0x1234
      50.3 c0 irq/T0 local_timer_entry vector=236   52 c0 T0 EN
    `);
    assert.deepEqual(trace.states('T0'), ['guest 0–50', 'kernel 50–52']);
    // The host's tick caused the exit.
    assert.equal(trace.lane('T0').residence.samples, 1);
  });

  it('V28 tells nothing of a guest that failed to enter', async () => {
    const trace = await vectorTrace(`0 c0 T0 EN   3 c0 T0 UX 17 0   10 c1 M mark`);
    assert.deepEqual(trace.states('T0'), ['unknown 0–3', 'userspace 3–10']);
  });

  it('V56 parts the time of a thread that runs two vCPUs', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EN vcpu_id=0   1 c0 T0 EX 30 vcpu_id=0   2 c0 T0 EN vcpu_id=1   3 c0 T0 EX 30 vcpu_id=1
      4 c1 M mark
    `);
    const { bindings } = trace.passes.directory;
    assert.deepEqual(
      bindings.all.map(({ tid, vcpu, fromNs }) => [tid, vcpu, fromNs]),
      [
        [1000, 0, 0],
        [1000, 1, 2000],
      ],
    );
    const guestNs = trace.passes.states.ledgers.map((ledger) => ledger?.totalsNs[0]);
    assert.deepEqual(guestNs, [1000, 1000]);
  });

  it('V58 takes a vCPU that waits for its CPU for preempted, not idle', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EX 30   3 c0 T0 SO R+   803 c0 T0 SI   805 c0 T0 EN
    `);
    assert.deepEqual(trace.states('T0'), ['kernel 0–3', 'preempted 3–803', 'kernel 803–805']);
    trace.assertPeriods();
  });

  it('V59 takes a wait for host I/O for a stall, not idle', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EX 48   4 c0 T0 SO D   1504 c0 T0 SI   1506 c0 T0 kvm_mmu_set_spte gfn=5   1508 c0 T0 EN
    `);
    assert.deepEqual(trace.states('T0'), ['kernel 0–4', 'stalled 4–1504', 'kernel 1504–1508']);
    trace.assertPeriods();
  });

  it('V64 tells nothing of the time of lost events', async () => {
    const trace = await vectorTrace(`
      0 c1 T0 EN   10 c1 irq/T0 mark   lost c1 4000   60 c1 irq/T0 mark   70 c1 T0 EX 30   71 c1 T0 EN
    `);
    assert.deepEqual(trace.states('T0'), ['guest 0–10', 'unknown 10–70', 'kernel 70–71']);
  });

  it('V64 knows a halt by its end even across lost events', async () => {
    const trace = await vectorTrace(`
      0 c1 T0 EN   10 c1 irq/T0 mark   lost c1 4000   60 c1 irq/T0 mark   70 c1 T0 WK 40000 1
      71 c1 T0 EN
    `);
    assert.deepEqual(trace.states('T0'), [
      'guest 0–10',
      'unknown 10–30',
      'blocked 30–70',
      'kernel 70–71',
    ]);
  });

  it('parts a halt that began before the trace by the window that its poll had', async () => {
    const trace = await vectorTrace(`
      0 c1 M mark   99 c0 T0 HP 0(s)200000   100 c0 T0 WK 250000 1   101 c0 T0 EN
    `);
    assert.deepEqual(trace.states('T0'), ['halt_poll 0–50', 'blocked 50–100', 'kernel 100–101']);
  });

  it('V72 follows the states of a processor that it does not know', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EN   5 c0 T0 EX 5 isa=3   9 c0 T0 EN   12 c0 T0 EX 5 isa=3   13 c0 T0 EN
    `);
    assert.deepEqual(trace.states('T0'), ['guest 0–5', 'kernel 5–9', 'guest 9–12', 'kernel 12–13']);
    trace.assertPeriods();
  });
});
