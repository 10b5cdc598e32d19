import { hex } from '../../base/hex';
import { decimalField, elementsOf, hexField, isSet, numberOf, wordOf } from '../fieldValues';
import { describeMsr } from '../msrNames';
import { signalName } from '../signalNames';
import type { DescribedEvent, Describer, Describers } from './words';

/** System `signal`. The sender's event comes after the waking that it caused. */
export const signalWords: Describers = {
  signal_generate: ({ fields }) => ({
    summary: `sends ${signalOf(fields)} to tid ${decimalField(fields, 'pid')}`,
    sentences: ['Traced after the sched_waking of the target that it caused.'],
    meanings: { sig: signalOf(fields) },
  }),
  signal_deliver: ({ fields }) => ({
    summary: `receives ${signalOf(fields)}`,
    meanings: { sig: signalOf(fields) },
  }),
};

function signalOf(fields: DescribedEvent['fields']): string {
  const signal = numberOf(fields, 'sig');
  if (signal === undefined) return 'an unknown signal';
  const name = signalName(signal);
  return name === undefined ? `signal ${signal}` : `${name} (${signal})`;
}

/** System `msr`: registers that the host itself writes. */
export const hostMsrWords: Describers = {
  write_msr: hostMsrAccess('write'),
  read_msr: hostMsrAccess('read'),
};

function hostMsrAccess(access: string): Describer {
  return ({ fields }) => {
    const msr = wordOf(fields, 'msr');
    const register = msr === undefined ? 'an unknown MSR' : describeMsr(msr);
    const failed = isSet(fields, 'failed') ? ' (failed)' : '';
    return {
      summary: `host ${access} ${register} = ${hexField(fields, 'val')}${failed}`,
      meanings: { msr: register },
    };
  };
}

/** System `raw_syscalls`: the ioctl by which a VMM runs a vCPU, on x86-64. */
export const syscallWords: Describers = {
  sys_enter: ({ fields }) => ({ summary: `system call ${syscallOf(fields)} begins` }),
  sys_exit: ({ fields }) => ({
    summary: `system call ${syscallOf(fields)} returns ${decimalField(fields, 'ret')}`,
  }),
};

const IOCTL = 16;
const KVM_RUN = 0xae80n;

function syscallOf(fields: DescribedEvent['fields']): string {
  const id = numberOf(fields, 'id');
  if (id !== IOCTL) return decimalField(fields, 'id');
  const request = elementsOf(fields, 'args')?.[1];
  if (request === undefined) return `ioctl (${id})`;
  return request === KVM_RUN ? `ioctl KVM_RUN (${hex(KVM_RUN)})` : `ioctl ${hex(request)}`;
}
