import { decimalField, hexField, numberOf, wordOf } from '../fieldValues';
import { describeMsr } from '../msrNames';
import type { DescribedEvent, Describers, Words } from './words';

/** Hyper-V's synthetic interrupt controller. Source: domain reference A.2. */
export const hypervInterruptWords: Describers = {
  kvm_hv_synic_set_irq: synicInterruptWords,
  kvm_hv_synic_send_eoi: ({ fields }) => ({
    summary: `vcpu ${decimalField(fields, 'vcpu_id')} EOI of Hyper-V interrupt, vector ${hexField(fields, 'vector')}`,
  }),
  kvm_hv_synic_set_msr: synicRegisterWords,
  kvm_hv_notify_acked_sint: ({ fields }) => ({
    summary: `vcpu ${decimalField(fields, 'vcpu_id')} acknowledges Hyper-V SINT ${decimalField(fields, 'sint')}`,
  }),
};

function synicInterruptWords({ fields }: DescribedEvent): Words {
  const result = numberOf(fields, 'ret');
  const failed = result !== undefined && result < 0 ? `, failed (${result})` : '';
  return {
    summary: `vcpu ${decimalField(fields, 'vcpu_id')} gets Hyper-V SINT ${decimalField(fields, 'sint')}, vector ${hexField(fields, 'vector')}${failed}`,
  };
}

function synicRegisterWords({ fields }: DescribedEvent): Words {
  const msr = wordOf(fields, 'msr');
  const register = msr === undefined ? 'an unknown MSR' : describeMsr(msr);
  return {
    summary: `vcpu ${decimalField(fields, 'vcpu_id')} write ${register} = ${hexField(fields, 'data')}`,
    meanings: { msr: register },
  };
}
