import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const repository = path.join(__dirname, '../..');

/** Packages the extension as `npm run package` does, with a production build before. */
export async function packageVsix(vsixFile: string): Promise<void> {
  const args = ['run', 'package', '--silent', '--', '--out', vsixFile];
  await promisify(execFile)('npm', args, { cwd: repository });
}
