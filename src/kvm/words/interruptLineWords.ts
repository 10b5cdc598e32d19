import { hex } from '../../base/hex';
import { describeRedirectionEntry } from '../apicRegisters';
import { bitsOf, hasBit } from '../bits';
import { deliveryModeName } from '../deliveryModes';
import { decimalField, isSet, numberOf, unsignedOf } from '../fieldValues';
import type { DescribedEvent, Describers, Words } from './words';

/** From a device's line or message to the local APIC. Source: domain reference A.2. */
export const interruptLineWords: Describers = {
  kvm_set_irq: setIrqWords,
  kvm_msi_set_irq: msiWords,
  kvm_ioapic_set_irq: ioapicWords,
  kvm_ioapic_delayed_eoi_inj: ioapicWords,
  kvm_pic_set_irq: picWords,
  kvm_ack_irq: ackWords,
};

function setIrqWords({ fields }: DescribedEvent): Words {
  const level = numberOf(fields, 'level') === 0 ? 'low' : 'high';
  const sourceId = numberOf(fields, 'irq_source_id');
  const source = sourceId === undefined ? undefined : sourceNames[sourceId];
  const from = source === undefined ? '' : ` (${source})`;
  return {
    summary: `GSI ${decimalField(fields, 'gsi')} ${level}, source ${decimalField(fields, 'irq_source_id')}${from}`,
    meanings: { level, irq_source_id: source },
  };
}

const sourceNames: readonly string[] = [
  'user space or irqfd',
  'resampling irqfd',
  'likely the in-kernel PIT',
];

/** Layout of MSI address and data: Intel SDM, and bits 63:40 of the address for ids above 255. */
function msiWords({ fields }: DescribedEvent): Words {
  const address = unsignedOf(fields, 'address') ?? 0n;
  const message = unsignedOf(fields, 'data') ?? 0n;
  const destination = (bitsOf(address, 40, 63) << 8) | bitsOf(address, 12, 19);
  const to = hasBit(address, 2)
    ? `logical destination ${hex(destination)}`
    : `APIC id ${destination}`;
  const trigger = hasBit(message, 15) ? 'level' : 'edge';
  const mode = deliveryModeName(bitsOf(message, 8, 10));
  return {
    summary: `MSI vector ${hex(bitsOf(message, 0, 7))}, ${mode}, ${trigger}, to ${to}`,
    sentences: [
      'Only an interrupt if kvm_apic_accept_irq with the same vector follows on this thread: scans of the routes are traced as well.',
    ],
    meanings: {
      address: hasBit(address, 3) ? `to ${to}, redirection hint` : `to ${to}`,
      data: `vector ${hex(bitsOf(message, 0, 7))}, ${mode}, ${trigger}`,
    },
  };
}

function ioapicWords({ name, fields }: DescribedEvent): Words {
  const entry = unsignedOf(fields, 'e');
  const words = entry === undefined ? 'unknown entry' : describeRedirectionEntry(entry);
  const pin = fields.has('pin') ? ` pin ${decimalField(fields, 'pin')}` : '';
  const coalesced = isSet(fields, 'coalesced') ? ', coalesced with one that is pending' : '';
  const delayed = name === 'kvm_ioapic_delayed_eoi_inj' ? ' delayed injection after EOI' : '';
  return {
    summary: `I/O APIC${pin}${delayed}: ${words}${coalesced}`,
    meanings: { e: words },
  };
}

function picWords({ fields }: DescribedEvent): Words {
  const pin = numberOf(fields, 'pin') ?? 0;
  const isLevel = (((numberOf(fields, 'elcr') ?? 0) >>> pin) & 1) === 1;
  const isMasked = (((numberOf(fields, 'imr') ?? 0) >>> pin) & 1) === 1;
  const chip = isSet(fields, 'chip') ? 'slave' : 'master';
  return {
    summary: [
      `PIC ${chip} pin ${decimalField(fields, 'pin')}`,
      isLevel ? 'level' : 'edge',
      ...(isMasked ? ['masked'] : []),
      ...(isSet(fields, 'coalesced') ? ['coalesced with one that is pending'] : []),
    ].join(', '),
    sentences: ['The PIC wakes the vCPU without a kvm_apic_accept_irq.'],
    meanings: { chip },
  };
}

function ackWords({ fields }: DescribedEvent): Words {
  const chip = ['PIC master', 'PIC slave', 'I/O APIC'][numberOf(fields, 'irqchip') ?? -1];
  return {
    summary: `guest's EOI reached ${chip ?? 'an unknown irqchip'}, pin ${decimalField(fields, 'pin')}`,
    meanings: { irqchip: chip },
  };
}
