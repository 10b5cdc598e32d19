import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  apicRegisterName,
  describeIcrDestination,
  describeIcrLow,
  describeRedirectionEntry,
  describeX2apicIcr,
} from '../../src/kvm/apicRegisters';
import { describeMsr, msrName } from '../../src/kvm/msrNames';
import { describePort, portName } from '../../src/kvm/portNames';

describe('msrNames', () => {
  it('names architectural, paravirtual and synthetic registers', () => {
    assert.equal(describeMsr(0x6e0), '0x6e0 IA32_TSC_DEADLINE');
    assert.equal(msrName(0xc0000080), 'EFER');
    assert.equal(msrName(0x4b564d05), 'KVM_POLL_CONTROL');
    assert.equal(msrName(0x400000f0), 'HV_GUEST_IDLE');
    assert.equal(msrName(0x400000b3), 'HV_STIMER1_COUNT');
    assert.equal(msrName(0xe1), 'IA32_UMWAIT_CONTROL');
  });

  it('names x2APIC registers by their xAPIC offset', () => {
    assert.equal(msrName(0x830), 'x2APIC ICR');
    assert.equal(msrName(0x80b), 'x2APIC EOI');
    assert.equal(msrName(0x838), 'x2APIC TMICT');
    assert.equal(msrName(0x831), 'x2APIC', 'ICR2 exists in xAPIC only');
  });

  it('counts numbered registers', () => {
    assert.equal(msrName(0x200), 'IA32_MTRR_PHYSBASE0');
    assert.equal(msrName(0x203), 'IA32_MTRR_PHYSMASK1');
    assert.equal(msrName(0x26f), 'IA32_MTRR_FIX4K_F8000');
    assert.equal(msrName(0x405), 'IA32_MC1_STATUS');
    assert.equal(msrName(0xc0010203), 'PERF_CTR1');
  });

  it('keeps a number that no table names', () => {
    assert.equal(msrName(0x12345), undefined);
    assert.equal(describeMsr(0x12345), '0x12345');
  });
});

describe('portNames', () => {
  it('names the devices that every PC has', () => {
    assert.equal(describePort(0x3f8), '0x3f8 COM1');
    assert.equal(portName(0x2f9), 'COM2');
    assert.equal(portName(0x20), 'PIC 1 command');
    assert.equal(portName(0x43), 'PIT command');
    assert.equal(portName(0x71), 'RTC/CMOS');
    assert.equal(portName(0xcf8), 'PCI config address');
    assert.equal(portName(0x511), 'fw_cfg data');
    assert.equal(portName(0x402), 'QEMU debug console');
  });

  it('keeps a number without a user', () => {
    assert.equal(describePort(0x1234), '0x1234');
  });
});

describe('apicRegisters', () => {
  it('names registers and the words of the bitmaps', () => {
    assert.equal(apicRegisterName(0x300), 'ICR');
    assert.equal(apicRegisterName(0x110), 'ISR1');
    assert.equal(apicRegisterName(0x270), 'IRR7');
    assert.equal(apicRegisterName(0x104), undefined);
  });

  it('reads an IPI', () => {
    assert.equal(describeIcrLow(0x40fd), 'vector 0xfd, Fixed, physical, edge');
    assert.equal(describeIcrLow(0x4500), 'INIT, physical, edge');
    assert.equal(describeIcrLow(0xc500), 'INIT, physical, level, assert');
    assert.equal(describeIcrLow(0x8500), 'INIT, physical, level, de-assert');
    assert.equal(describeIcrLow(0x608), 'vector 0x8, SIPI, physical, edge');
    assert.equal(describeIcrLow(0x400), 'NMI, physical, edge');
  });

  it('reads whom an IPI reaches', () => {
    assert.equal(describeIcrDestination(0xfd, 1), 'APIC id 1');
    assert.equal(describeIcrDestination(0x8fd, 3), 'logical destination 0x3');
    assert.equal(describeIcrDestination(0x400fd, 0), 'itself');
    assert.equal(describeIcrDestination(0x800fd, 0), 'all');
    assert.equal(describeIcrDestination(0xc00fd, 0), 'all but itself');
    assert.equal(
      describeX2apicIcr(0x1000000fdn),
      'vector 0xfd, Fixed, physical, edge, to APIC id 1',
    );
  });

  it('reads an I/O APIC entry', () => {
    assert.equal(
      describeRedirectionEntry(0x0100000000000023n),
      'vector 0x23, Fixed, edge, to APIC id 1',
    );
    assert.match(describeRedirectionEntry(0x10000n), /masked: nothing is delivered$/);
  });

  it('describes any value', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), (word) => {
        assert.ok(describeIcrLow(word).length > 0);
        assert.ok(describeIcrDestination(word, word).length > 0);
        assert.ok(describeMsr(word).startsWith('0x'));
        assert.ok(describePort(word).startsWith('0x'));
      }),
    );
  });
});
