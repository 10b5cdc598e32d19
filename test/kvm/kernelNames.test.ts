import assert from 'node:assert/strict';
import { cpuidFindings, cpuidLeafName } from '../../src/kvm/cpuidLeaves';
import { deliveryModeOfAcceptedIrq } from '../../src/kvm/deliveryModes';
import { hrtimerPurpose } from '../../src/kvm/hrtimerFunctions';
import { hypercallName, hypervHypercallName, xenHypercallName } from '../../src/kvm/hypercalls';
import { migrateReasonName } from '../../src/kvm/migrateReasons';
import { mmioTypeName } from '../../src/kvm/mmioTypes';
import { signalName } from '../../src/kvm/signalNames';
import { softirqName } from '../../src/kvm/softirqs';
import { describeUserspaceExit, userspaceExitName } from '../../src/kvm/userspaceExits';
import { describeRequests, likelyRequestNames } from '../../src/kvm/vcpuRequests';

describe('userspaceExits', () => {
  it('counts from UNKNOWN to ARM_SEA', () => {
    assert.equal(userspaceExitName(0), 'UNKNOWN');
    assert.equal(userspaceExitName(5), 'HLT');
    assert.equal(userspaceExitName(10), 'INTR');
    assert.equal(userspaceExitName(31), 'DIRTY_RING_FULL');
    assert.equal(userspaceExitName(41), 'ARM_SEA');
    assert.equal(userspaceExitName(42), undefined);
  });

  it('calls the reason meaningless when errno is negative', () => {
    assert.equal(
      describeUserspaceExit(10, -4),
      'interrupted by a signal (EINTR); the reason field is meaningless',
    );
    assert.equal(
      describeUserspaceExit(2, -11),
      'to be called again (EAGAIN); the reason field is meaningless',
    );
    assert.equal(
      describeUserspaceExit(2, -14),
      'failed with EFAULT (-14); the reason field is meaningless',
    );
    assert.equal(describeUserspaceExit(2, 0), 'KVM_EXIT_IO (2)');
  });
});

describe('vcpuRequests', () => {
  it('names bits as likely and keeps the raw value', () => {
    assert.deepEqual(likelyRequestNames(0x4004n), ['UNBLOCK', 'EVENT']);
    assert.equal(describeRequests(0x4000n), '0x4000: likely EVENT');
    assert.equal(describeRequests(1n << 63n), '0x8000000000000000: likely bit 63');
    assert.equal(describeRequests(0n), 'none');
  });
});

describe('cpuidLeaves', () => {
  const none = { rax: 0n, rbx: 0n, rcx: 0n, rdx: 0n };

  it('tells whether the guest may use MONITOR and MWAIT', () => {
    assert.equal(cpuidLeafName(5), 'monitor line sizes');
    assert.match(cpuidFindings(1, { ...none, rcx: 8n })[0] ?? '', /may use MONITOR and MWAIT/);
    assert.match(cpuidFindings(1, none)[0] ?? '', /no MONITOR and MWAIT/);
  });

  it('tells the monitored line from leaf 5', () => {
    assert.deepEqual(cpuidFindings(5, { ...none, rax: 64n, rbx: 64n, rcx: 3n }), [
      'monitor line of 64 bytes (smallest) to 64 bytes (largest)',
      'MWAIT can wait for interrupts that are masked',
    ]);
    assert.deepEqual(cpuidFindings(5, none), ['no monitor line: MWAIT is not offered']);
  });

  it('spells the hypervisor and its features', () => {
    const kvm = { rax: 0x40000001n, rbx: 0x4b4d564bn, rcx: 0x564b4d56n, rdx: 0x4dn };
    assert.deepEqual(cpuidFindings(0x40000000, kvm), ['hypervisor signature "KVMKVMKVM"']);
    assert.deepEqual(cpuidFindings(0x40000001, { ...none, rax: 0x1080n }), [
      'KVM features: PV_UNHALT, POLL_CONTROL',
    ]);
  });

  it('has nothing to say about other leaves', () => {
    assert.deepEqual(cpuidFindings(0x80000008, none), []);
  });
});

describe('the kernel’s small tables', () => {
  it('take the delivery mode of an accepted interrupt as it is stored', () => {
    assert.deepEqual([0, 0x100, 0x300, 0x400, 0x500, 0x600, 0x700].map(deliveryModeOfAcceptedIrq), [
      'Fixed',
      'LowPrio',
      'PV kick (Res3)',
      'NMI',
      'INIT',
      'SIPI',
      'ExtINT',
    ]);
  });

  it('name hypercalls of KVM, Hyper-V and Xen', () => {
    assert.equal(hypercallName(10), 'SEND_IPI');
    assert.equal(hypercallName(99), undefined);
    assert.equal(hypervHypercallName(0x15), 'SEND_IPI_EX');
    assert.equal(xenHypercallName(29), 'sched_op');
  });

  it('name MMIO types, migrations, soft interrupts and signals', () => {
    assert.deepEqual([0, 1, 2, 3].map(mmioTypeName), [
      'unsatisfied read',
      'read',
      'write',
      undefined,
    ]);
    assert.equal(migrateReasonName(5), 'numa_misplaced');
    assert.equal(softirqName(8), 'HRTIMER');
    assert.deepEqual([9, 10, 0, 32, 34].map(signalName), [
      'SIGKILL',
      'SIGUSR1',
      undefined,
      'SIGRTMIN',
      'SIGRTMIN+2',
    ]);
  });

  it('tell what an hrtimer is for by its function', () => {
    assert.equal(hrtimerPurpose('apic_timer_fn'), "a guest's local APIC timer");
    assert.equal(hrtimerPurpose('unheard_of'), undefined);
  });
});
