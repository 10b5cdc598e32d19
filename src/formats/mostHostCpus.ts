/** Host CPUs are numbered below this (NR_CPUS of every architecture): what is larger is no CPU. */
export const MOST_HOST_CPUS = 8192;
