import type { Finding } from '../../protocol/Finding';

/** One of the `findings` of a report: a shape that outside checks rely on. */
export function findingJson({ evidenceNs, ...finding }: Finding): unknown {
  return { ...finding, evidence_ns: evidenceNs };
}
