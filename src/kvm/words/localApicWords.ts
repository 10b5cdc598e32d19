import { hex } from '../../base/hex';
import { describeApicRegister, describeIcrDestination, describeIcrLow } from '../apicRegisters';
import { bitsOf } from '../bits';
import { carriesVector, deliveryModeOfAcceptedIrq } from '../deliveryModes';
import { decimalField, hexField, isSet, numberOf, unsignedOf, wordOf } from '../fieldValues';
import { describeException } from '../interruptionInfo';
import { describePageFaultErrorCode } from '../pageFaultErrorCode';
import type { DescribedEvent, Describers, Words } from './words';

/** A vCPU's local APIC, from acceptance to EOI. Source: domain reference A.2. */
export const localApicWords: Describers = {
  kvm_apic_accept_irq: acceptWords,
  kvm_apicv_accept_irq: acceptWords,
  kvm_apic_ipi: ipiWords,
  kvm_apic: apicWords,
  kvm_eoi: eoiWords,
  kvm_pv_eoi: eoiWords,
  kvm_inj_virq: injectedInterruptWords,
  kvm_inj_exception: injectedExceptionWords,
};

const apicidMeaning = 'the vCPU id, not an APIC id';

function acceptWords({ name, fields }: DescribedEvent): Words {
  const dm = numberOf(fields, 'dm') ?? 0;
  const mode = deliveryModeOfAcceptedIrq(dm);
  const vector = carriesVector(dm >>> 8) ? `vector ${hexField(fields, 'vec')}, ` : '';
  const trigger = isSet(fields, 'tm') ? 'level' : 'edge';
  const isPosted = name === 'kvm_apicv_accept_irq';
  const vcpu = `vcpu ${decimalField(fields, 'apicid')}`;
  return {
    summary: isPosted
      ? `${vector}${mode}, ${trigger}, posted to the hardware of ${vcpu}`
      : `${vcpu} accepts ${vector}${mode}, ${trigger}`,
    sentences: [
      isPosted
        ? 'The hardware delivers the interrupt: no injection event follows.'
        : "First step of acceptance by the vCPU's local APIC; it is traced also when nothing is delivered.",
    ],
    meanings: { apicid: apicidMeaning, dm: mode, tm: trigger },
  };
}

function ipiWords({ fields }: DescribedEvent): Words {
  const icrLow = wordOf(fields, 'icr_low');
  const destination = wordOf(fields, 'dest_id');
  if (icrLow === undefined || destination === undefined) return { summary: 'IPI, target unknown' };
  const to = describeIcrDestination(icrLow, destination);
  const words = describeIcrLow(icrLow);
  return {
    summary: `IPI to ${to}: ${words}`,
    sentences: ['The sender is the vCPU of this thread.'],
    meanings: { icr_low: words, dest_id: to },
  };
}

function apicWords({ fields }: DescribedEvent): Words {
  const offset = wordOf(fields, 'reg');
  const register = offset === undefined ? 'an unknown register' : describeApicRegister(offset);
  const access = isSet(fields, 'rw') ? 'write' : 'read';
  const value = unsignedOf(fields, 'val') ?? 0n;
  const icr = offset === 0x300 ? icrInWords(value) : undefined;
  const detail = icr === undefined ? '' : `: ${icr}`;
  return {
    summary: `APIC ${access} ${register} = ${hexField(fields, 'val')}${detail}`,
    meanings: { rw: access, reg: register, val: icr },
  };
}

/** An upper word can only come from x2APIC; 0 there may also be the missing destination of xAPIC. */
function icrInWords(icr: bigint): string {
  const low = bitsOf(icr, 0, 31);
  const high = bitsOf(icr, 32, 63);
  const words = describeIcrLow(low);
  return high === 0 ? words : `${words}, to ${describeIcrDestination(low, high)}`;
}

function eoiWords({ name, fields }: DescribedEvent): Words {
  const vector = numberOf(fields, 'vector');
  const vcpu = `vcpu ${decimalField(fields, 'apicid')}`;
  const how = name === 'kvm_pv_eoi' ? 'paravirtual EOI' : 'EOI';
  const isEmpty = vector === -1;
  const what = vector === undefined ? 'unknown vector' : `vector ${hexField(fields, 'vector')}`;
  return {
    summary: isEmpty ? `${vcpu} ${how}, nothing in service` : `${vcpu} ${how}, ${what}`,
    meanings: { apicid: apicidMeaning, vector: isEmpty ? 'nothing was in service' : undefined },
  };
}

/** Up to 5.19 the field is `irq`, and neither software interrupts nor repetitions are told apart. */
function injectedInterruptWords({ fields }: DescribedEvent): Words {
  const vector = hexField(fields, fields.has('vector') ? 'vector' : 'irq');
  const kind = isSet(fields, 'soft') ? 'software interrupt' : 'interrupt';
  const again = isSet(fields, 'reinjected');
  return {
    summary: `injects ${kind} ${vector}${again ? ' again' : ''}`,
    sentences: [
      again
        ? 'Its delivery had been interrupted by an exit: it is the same interrupt, not a second one.'
        : undefined,
    ],
    meanings: { reinjected: again ? 'the same interrupt again' : undefined },
  };
}

function injectedExceptionWords({ fields }: DescribedEvent): Words {
  const vector = numberOf(fields, 'exception');
  const exception = vector === undefined ? 'an unknown exception' : describeException(vector);
  const errorCode = isSet(fields, 'has_error') ? wordOf(fields, 'error_code') : undefined;
  const again = isSet(fields, 'reinjected') ? ' again' : '';
  const words =
    errorCode !== undefined && vector === 14
      ? describePageFaultErrorCode(BigInt(errorCode), 'shadow')
      : undefined;
  return {
    summary: `injects ${exception}${errorCode === undefined ? '' : `, error code ${hex(errorCode)}`}${again}`,
    sentences: [words === undefined ? undefined : `The guest is told: ${words}.`],
    meanings: {
      exception,
      error_code: isSet(fields, 'has_error') ? words : 'none',
    },
  };
}
