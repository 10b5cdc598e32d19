import { stat } from 'node:fs/promises';

/** Whether two paths lead to one file, also through links; not where either leads to none. */
export async function isOneFile(path: string, other: string): Promise<boolean> {
  const [one, two] = await Promise.all([identityOf(path), identityOf(other)]);
  return one !== undefined && one === two;
}

async function identityOf(path: string): Promise<string | undefined> {
  try {
    // On some file systems inode numbers do not fit a double.
    const { dev, ino } = await stat(path, { bigint: true });
    return `${dev} ${ino}`;
  } catch {
    return undefined; // There is no file, or none that we may see.
  }
}
