import fc from 'fast-check';

/**
 * Properties are tried on the same examples each time, so that a change is judged by what it changes:
 * by the number in EXITSCOPE_SEED, else by this one. Other seeds are for looking further.
 */
const seed = Number(process.env['EXITSCOPE_SEED'] ?? 1);

fc.configureGlobal({ seed });
