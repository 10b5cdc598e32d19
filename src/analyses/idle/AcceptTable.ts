import { Accepts } from './Accepts';

/** Ids of vCPUs are below this; damaged records may say otherwise. */
const MOST_VCPUS = 65_536;

/** The acceptances by vCPU id and recording: which VM one is for, only more events tell. */
export class AcceptTable {
  private readonly byKey = new Map<number, Accepts>();

  of(source: number, vcpu: number): Accepts {
    const key = vcpuKey(source, vcpu);
    let accepts = this.byKey.get(key);
    if (accepts === undefined) this.byKey.set(key, (accepts = new Accepts()));
    return accepts;
  }

  /** For a thread whose vCPU is not known yet. */
  unknown(): Accepts {
    return new Accepts();
  }
}

/** A vCPU id of a recording, as one number. */
export function vcpuKey(source: number, vcpu: number): number {
  return source * MOST_VCPUS + Math.min(vcpu, MOST_VCPUS - 1);
}
