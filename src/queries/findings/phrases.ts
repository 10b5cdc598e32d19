const NS_PER_SECOND = 1e9;

export function vcpuName(vm: number, vcpu: number): string {
  return `vCPU ${vcpu} of VM ${vm}`;
}

/** Of 0 to 1: `7 %`, with a digit more where it says more. */
export function percent(share: number): string {
  const value = share * 100;
  return `${value.toFixed(value < 9.95 ? 1 : 0)} %`;
}

/** `1234/s`, of a count over a span of time. */
export function rate(count: number, spanNs: number): string {
  const perSecond = (count * NS_PER_SECOND) / spanNs;
  return `${perSecond.toFixed(perSecond < 9.95 ? 1 : 0)}/s`;
}
