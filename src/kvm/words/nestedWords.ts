import { hexField, isSet, numberOf, wordOf } from '../fieldValues';
import { describeInterruptionInfo } from '../interruptionInfo';
import type { DescribedEvent, Describers, Words } from './words';

/** A guest that is a hypervisor itself (L1) and runs a guest of its own (L2). Source: domain reference A.1. */
export const nestedWords: Describers = {
  kvm_nested_vmenter: nestedEntryWords,
  kvm_nested_vmrun: nestedEntryWords,
  kvm_nested_intr_vmexit: ({ fields }) => ({
    summary: `L2 left for L1 because of an interrupt, at ${hexField(fields, 'rip')}`,
  }),
};

function nestedEntryWords({ fields }: DescribedEvent): Words {
  const control = numberOf(fields, 'isa') === 1 ? 'VMCS' : 'VMCB';
  const usesNestedPaging = isSet(fields, 'tdp_enabled') || isSet(fields, 'npt');
  const event = wordOf(fields, 'event_inj');
  const paging = usesNestedPaging ? 'nested paging' : 'shadow paging for L2';
  return {
    summary: `L1 enters L2 at ${hexField(fields, 'nested_rip')}, ${control} ${hexField(fields, 'vmcb')}`,
    sentences: [`L1 is at ${hexField(fields, 'rip')} and uses ${paging}.`],
    meanings: {
      event_inj: event === undefined ? undefined : describeInterruptionInfo(event, 'guest'),
      tdp_enabled: paging,
      npt: paging,
    },
  };
}
