import { SetupError } from './SetupError.mjs';
import { findOnPath } from './findOnPath.mjs';
import { mustRun } from './run.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/**
 * Path of a Chromium for playwright-core, installed with apt when missing and allowed.
 *
 * @returns {Promise<string>}
 */
export async function ensureChromium() {
  const found = findChromium();
  if (found !== undefined) return found;
  if (process.getuid?.() !== 0 || findOnPath('apt-get') === undefined) {
    throw new SetupError(
      'Chromium is missing. Install it (Debian: sudo apt-get install chromium), ' +
        'or name one in EXITSCOPE_CHROMIUM.',
    );
  }
  console.log('Installing Chromium with apt-get …');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await mustRun('apt-get update', 'apt-get', ['update', '-qq'], { env });
  const install = ['install', '-y', '-qq', '--no-install-recommends', 'chromium'];
  await mustRun('apt-get install chromium', 'apt-get', install, { env });
  const installed = findChromium();
  if (installed === undefined) {
    throw new SetupError('apt-get installed chromium, but no chromium is on the PATH.');
  }
  return installed;
}

/** @returns {string | undefined} */
export function findChromium() {
  const chosen = process.env['EXITSCOPE_CHROMIUM'];
  if (chosen !== undefined && chosen !== '') return chosen;
  return names.map(findOnPath).find((file) => file !== undefined);
}
