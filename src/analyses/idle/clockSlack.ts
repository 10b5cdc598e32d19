/** Parameter `clock_slack`: disorder between CPUs that clocks may show. */
export const CLOCK_SLACK_NS = 5_000;
