/** Of each path the shortest end, in whole folders, that no other one has; of equal paths the name. */
export function tellingNames(paths: readonly string[]): readonly string[] {
  return paths.map((path) => {
    const parts = path.split(/[\\/]/);
    const others = paths.filter((other) => other !== path);
    for (let count = 1; count < parts.length; count++) {
      const end = parts.slice(-count).join('/');
      if (!others.some((other) => endOf(other, count) === end)) return end;
    }
    return path;
  });
}

function endOf(path: string, parts: number): string {
  return path.split(/[\\/]/).slice(-parts).join('/');
}
