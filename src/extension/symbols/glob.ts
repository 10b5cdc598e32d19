/** A text is a name as it is; undefined: any number of folders. */
export type GlobPart = string | RegExp | undefined;

/** Parts of a pattern for paths: `*`, `?`, `[…]` and `{a,b}` within a name, `**` for folders. Throws a `SyntaxError`. */
export function globParts(pattern: string): readonly GlobPart[] {
  return pattern.split('/').map((part) => {
    if (part === '**') return undefined;
    return isGlob(part) ? namePattern(part) : part;
  });
}

/** Whether it has any of the signs, and is no path as it is. */
export function isGlob(pattern: string): boolean {
  return /[*?[\]{}]/.test(pattern);
}

export function matchesGlob(parts: readonly GlobPart[], path: string): boolean {
  return matches(parts, path.split('/'));
}

/** Whether a name is what a part of a pattern says. */
export function isPart(part: string | RegExp, name: string): boolean {
  return typeof part === 'string' ? part === name : part.test(name);
}

function matches(parts: readonly GlobPart[], names: readonly string[]): boolean {
  if (parts.length === 0) return names.length === 0;
  const [part, ...others] = parts;
  if (part === undefined) {
    // Folders are left out one after the other; at its end it stands for all below.
    return others.length === 0
      ? names.length > 0
      : names.some((_, skipped) => matches(others, names.slice(skipped)));
  }
  const [name, ...rest] = names;
  return name !== undefined && isPart(part, name) && matches(others, rest);
}

function namePattern(part: string): RegExp {
  let source = '';
  let depth = 0;
  for (const sign of part.match(/\[[!^]?\]?[^\]]*\]|./gs) ?? []) {
    if (sign.length > 1 && sign.startsWith('[')) source += classPattern(sign);
    else if (sign === '{') {
      source += '(?:';
      depth++;
    } else if (sign === '}' && depth-- > 0) source += ')';
    else if (sign === ',' && depth > 0) source += '|';
    else if (sign === '*') source += '.*';
    else if (sign === '?') source += '.';
    else source += sign.replace(/[\\^$.|+()[\]{}]/, '\\$&');
  }
  if (depth !== 0) throw new SyntaxError(`A brace of “${part}” has no counterpart.`);
  return new RegExp(`^${source}$`, 's');
}

function classPattern(sign: string): string {
  const members = sign.slice(1, -1).replaceAll(/[\\[\]]/g, '\\$&');
  return `[${members.replace(/^!/, '^')}]`;
}
