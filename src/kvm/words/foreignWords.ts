import { decimalField, hexField, isSet } from '../fieldValues';
import type { Describers } from './words';

/** arm64 and s390: enough for the generic layer. Source: domain reference B.9. */
export const foreignWords: Describers = {
  kvm_wfx_arm64: ({ fields }) => ({
    summary: `${isSet(fields, 'is_wfe') ? 'WFE' : 'WFI'} at ${hexField(fields, 'vcpu_pc')}`,
    sentences: [isSet(fields, 'is_wfe') ? 'A spin or yield.' : 'A halt: the vCPU waits.'],
    meanings: { is_wfe: isSet(fields, 'is_wfe') ? 'WFE: spin or yield' : 'WFI: halt' },
  }),
  kvm_guest_fault: ({ fields }) => ({
    summary: `guest fault at ipa ${hexField(fields, 'ipa')}, pc ${hexField(fields, 'vcpu_pc')}`,
    meanings: { ipa: 'guest-physical address', hxfar: 'guest-virtual address' },
  }),
  kvm_timer_hrtimer_expire: ({ fields }) => ({
    summary: `guest timer ${decimalField(fields, 'timer_idx')} expires`,
  }),
  kvm_s390_sie_enter: ({ fields }) => ({
    summary: `vcpu ${decimalField(fields, 'id')} enters at ${hexField(fields, 'pswaddr')}`,
  }),
  kvm_s390_sie_exit: ({ fields }) => ({
    summary: `vcpu ${decimalField(fields, 'id')} leaves at ${hexField(fields, 'pswaddr')}, intercept code ${hexField(fields, 'icptcode')}`,
  }),
};
