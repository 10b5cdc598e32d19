import { hex } from '../../base/hex';
import { describeApicRegister, describeIcrLow } from '../apicRegisters';
import { avicIpiFailure } from '../avicIpiFailures';
import { decimalField, hexField, isSet, numberOf, wordOf } from '../fieldValues';
import type { DescribedEvent, Describers, Words } from './words';

/** Hardware that delivers interrupts without KVM: AVIC, posted interrupts. Source: domain reference A.2. */
export const apicAccelerationWords: Describers = {
  kvm_avic_incomplete_ipi: incompleteIpiWords,
  kvm_avic_kick_vcpu_slowpath: kickWords,
  kvm_avic_doorbell: ({ fields }) => ({
    summary: `doorbell for vcpu ${decimalField(fields, 'vcpuid')}, on host APIC id ${decimalField(fields, 'apicid')}`,
    sentences: ['The target runs in the guest on another host CPU.'],
    meanings: { apicid: 'APIC id of the host CPU' },
  }),
  kvm_avic_ga_log: ({ fields }) => ({
    summary: `IOMMU posted a device interrupt to vcpu ${decimalField(fields, 'vcpuid')} of VM ${decimalField(fields, 'vmid')}, which does not run`,
    meanings: { vmid: 'AVIC id of the VM, not its pid' },
  }),
  kvm_avic_unaccelerated_access: unacceleratedWords,
  kvm_apicv_inhibit_changed: inhibitWords,
  kvm_apicv_update_request: inhibitWords,
  kvm_pi_irte_update: postedInterruptWords,
};

function incompleteIpiWords({ fields }: DescribedEvent): Words {
  const icrLow = wordOf(fields, 'icrl');
  const id = numberOf(fields, 'id');
  const icr = icrLow === undefined ? 'unknown IPI' : describeIcrLow(icrLow);
  const cause = id === undefined ? 'unknown cause' : avicIpiFailure(id);
  return {
    summary: `vcpu ${decimalField(fields, 'vcpu')} IPI not completed by AVIC, ${cause}: ${icr}`,
    meanings: { vcpu: 'the sender', icrl: icr, icrh: 'destination', id: cause },
  };
}

function kickWords({ fields }: DescribedEvent): Words {
  const icrLow = wordOf(fields, 'icrl');
  const icr = icrLow === undefined ? 'unknown IPI' : describeIcrLow(icrLow);
  return {
    summary: `searches all vCPUs for the targets of an IPI: ${icr}`,
    meanings: { icrl: icr, icrh: 'destination' },
  };
}

function unacceleratedWords({ fields }: DescribedEvent): Words {
  const offset = wordOf(fields, 'offset');
  const register = offset === undefined ? 'an unknown register' : describeApicRegister(offset);
  const access = isSet(fields, 'rw') ? 'write' : 'read';
  const kind = isSet(fields, 'ft') ? 'trap' : 'fault';
  return {
    summary: `vcpu ${decimalField(fields, 'vcpu')} APIC ${access} ${register} not done by AVIC (${kind})`,
    meanings: { offset: register, rw: access, ft: kind },
  };
}

/** `kvm_apicv_update_request` (5.7 to 5.17) has `activate` instead of `set`. */
function inhibitWords({ fields }: DescribedEvent): Words {
  const reason = fields.has('reason') ? 'reason' : 'bit';
  const inhibited = fields.has('activate') ? !isSet(fields, 'activate') : isSet(fields, 'set');
  const inhibits = fields.has('inhibits') ? `, inhibits now ${hexField(fields, 'inhibits')}` : '';
  return {
    summary: `APICv/AVIC inhibit reason ${decimalField(fields, reason)} ${inhibited ? 'set' : 'cleared'}${inhibits}`,
    sentences: [
      'Interrupt events before and after this are not comparable: the hardware may start or stop delivering by itself.',
      fields.has('inhibits')
        ? `APICv/AVIC ${isSet(fields, 'inhibits') ? 'is off' : 'may be on'} for this VM now.`
        : undefined,
    ],
  };
}

function postedInterruptWords({ fields }: DescribedEvent): Words {
  const vcpuId = numberOf(fields, 'vcpu_id');
  const isOn = isSet(fields, 'set');
  const target =
    vcpuId === undefined || (vcpuId | 0) === -1 ? 'no vCPU' : `vcpu ${vcpuId.toString()}`;
  const vector = hex(wordOf(fields, 'gvec') ?? 0);
  const irq = fields.has('host_irq') ? `host IRQ ${decimalField(fields, 'host_irq')}` : 'a device';
  return {
    summary: isOn
      ? `${irq} (GSI ${decimalField(fields, 'gsi')}) posts vector ${vector} to ${target}`
      : `${irq} (GSI ${decimalField(fields, 'gsi')}) no longer posts to a vCPU`,
    sentences: [isOn ? 'Later wakes by this device leave no KVM event.' : undefined],
    meanings: { set: isOn ? 'posting on' : 'posting off' },
  };
}
