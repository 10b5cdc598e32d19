import { defaultParameters } from '../vcpu/AnalysisParameters';
import type { AnalysisParameters } from '../vcpu/AnalysisParameters';

/** What can be set. */
export const parameterNames: readonly string[] = Object.keys(defaultParameters);

/**
 * The defaults with what users set, by name. undefined: something of it is no parameter, or no whole
 * number of 0 or more.
 */
export function parametersFrom(
  given: Readonly<Record<string, unknown>>,
): AnalysisParameters | undefined {
  const isRight = Object.entries(given).every(
    ([name, value]) =>
      parameterNames.includes(name) && Number.isSafeInteger(value) && Number(value) >= 0,
  );
  return isRight ? { ...defaultParameters, ...given } : undefined;
}
