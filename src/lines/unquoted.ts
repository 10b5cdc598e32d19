/** A line without what a mail or a report put before it (`> > `, `| `, blanks) and the blanks behind it. */
export function unquoted(line: string): string {
  return line.replace(/^[\s>|]+/, '').trimEnd();
}
