import { exitsNeed } from '../analyses/exits/ExitsPass';
import { identifiesVcpus } from '../vcpu/VcpuDirectory';

/** What must become rows and columns for a command that does not look at everything else. */
export interface Needs {
  readonly keeps: (event: string) => boolean;
  readonly keepsField: (field: string) => boolean;
  readonly reusesBlocks: true;
}

/** For which thread runs which vCPU. */
export const identityNeeds: Needs = {
  keeps: identifiesVcpus,
  keepsField: identifiesVcpus,
  reusesBlocks: true,
};

/** For the exits table. */
export const exitsNeeds: Needs = {
  keeps: (event) => exitsNeed(event) || identifiesVcpus(event),
  keepsField: (field) => exitsNeed(field) || identifiesVcpus(field),
  reusesBlocks: true,
};
