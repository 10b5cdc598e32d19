import path from 'node:path';

/** Paths that a link's file may mean, in the workspace's order; throws, in words, when it may mean none. */
export function linkedFiles(file: string, folders: readonly string[]): readonly string[] {
  // Windows would log on to the machine that such a path names.
  if (/^[\\/]{2}/.test(file)) throw new Error('A link cannot lead to another machine.');
  if (path.isAbsolute(file)) return [path.normalize(file)];
  if (/^[a-z]:/i.test(file)) throw new Error(`${file} is a path of Windows.`);
  if (folders.length === 0) {
    throw new Error(`The link leads to ${file} in a folder. Open that folder first.`);
  }
  if (file.split(/[\\/]/).includes('..')) throw new Error('The link leads out of the folder.');
  return folders.map((folder) => path.join(folder, file));
}
