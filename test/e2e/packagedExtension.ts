import path from 'node:path';
import { scratchFolder } from '../support/scratchFolder';
import { packageVsix } from '../support/vsix';

let packaged: Promise<string> | undefined;

/** The VSIX of this source tree, made once for all suites of a run. */
export function packagedExtension(): Promise<string> {
  packaged ??= packageInto(path.join(scratchFolder('vsix'), 'exitscope.vsix'));
  return packaged;
}

async function packageInto(vsixFile: string): Promise<string> {
  await packageVsix(vsixFile);
  return vsixFile;
}
