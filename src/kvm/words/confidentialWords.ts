import { hex } from '../../base/hex';
import { exitReasonName } from '../exitReasons';
import { decimalField, hexField, numberOf } from '../fieldValues';
import type { DescribedEvent, Describer, Describers } from './words';

/** SEV guests, which tell KVM themselves why they left. Source: domain reference A.3, B.3. */
export const confidentialWords: Describers = {
  kvm_vmgexit_enter: vmgexitWords('asks for'),
  kvm_vmgexit_exit: vmgexitWords('is answered:'),
  kvm_vmgexit_msr_protocol_enter: ({ fields }) => ({
    summary: `${vcpuOf(fields)} request through the GHCB MSR, value ${hexField(fields, 'ghcb_gpa')}`,
  }),
  kvm_vmgexit_msr_protocol_exit: ({ fields }) => ({
    summary: `${vcpuOf(fields)} answer through the GHCB MSR, value ${hexField(fields, 'ghcb_gpa')}, result ${decimalField(fields, 'result')}`,
  }),
  kvm_rmp_fault: ({ fields }) => ({
    summary: `${vcpuOf(fields)} reverse-map fault at gpa ${hexField(fields, 'gpa')}, error code ${hexField(fields, 'error_code')}`,
  }),
};

function vcpuOf(fields: DescribedEvent['fields']): string {
  return `vcpu ${decimalField(fields, 'vcpu_id')}`;
}

/** The reason is an SVM exit code, or one of the software-defined ones from 0x80000000 on. */
function vmgexitWords(deed: string): Describer {
  return ({ fields }) => {
    const code = numberOf(fields, 'exit_reason');
    const reason = code === undefined ? 'something unknown' : reasonName(code);
    return {
      summary: `${vcpuOf(fields)} ${deed} ${reason}, info1 ${hexField(fields, 'info1')}, info2 ${hexField(fields, 'info2')}`,
      meanings: { exit_reason: reason },
    };
  };
}

function reasonName(code: number): string {
  const name = exitReasonName('svm', code);
  return name === hex(code) ? name : `${name} (${hex(code)})`;
}
