/** Id of the language of trace texts in package.json. */
export const traceLanguage = 'kvm-trace';
