/** What the stamps of a table count; `date`: calendar dates with a time of day. */
export type TimeUnit = 's' | 'ms' | 'us' | 'ns' | 'date';
