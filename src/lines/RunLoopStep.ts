import type { Isa } from '../kvm/exitReasons';

/** What an event says of a vCPU's run loop. Undefined: the line does not tell. */
export type RunLoopStep =
  | { readonly kind: 'entry'; readonly vcpu: number | undefined }
  | {
      readonly kind: 'exit';
      readonly vcpu: number | undefined;
      readonly isa: Isa | undefined;
      readonly exitReason: number | undefined;
      /** `HLT (12)`. */
      readonly reason: string;
    };
