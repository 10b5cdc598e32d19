/** A number that carries its meaning in the type: two brands do not mix by accident. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name };

/**
 * Nanoseconds since the first event of the trace (cycles, where the trace clock counts cycles and
 * no frequency is known; `ClockFacts.unit` says which).
 * Relative on purpose: a double counts nanoseconds exactly for 104 days, which no trace outlasts,
 * but a host's absolute clock may. Absolute times are `bigint` and end in `ingest/`.
 */
export type TraceNs = Brand<number, 'TraceNs'>;
export type DurationNs = Brand<number, 'DurationNs'>;

/** KVM's `vcpu_id` within one VM. */
export type VcpuId = Brand<number, 'VcpuId'>;
/** Host CPU whose buffer held the record. */
export type HostCpu = Brand<number, 'HostCpu'>;
/** Host thread id (ftrace's `common_pid`). */
export type Tid = Brand<number, 'Tid'>;
/** Position of an event in the whole trace, in time order. */
export type EventRow = Brand<number, 'EventRow'>;
