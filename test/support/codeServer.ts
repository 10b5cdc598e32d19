import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdirSync, openSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { codeServer } from '../../scripts/setup/codeServer.mjs';

const startTimeoutMs = 60_000;
const stopTimeoutMs = 3_000;

export interface CodeServerOptions {
  /**
   * Holds the profile and the logs. One folder a run: code-server keeps the manifest of an
   * extension in it and would not see that the extension changed.
   */
  readonly root: string;
  readonly extensionsFolder: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Loads an extension's tests into the extension host; dialogs and toasts are off then. */
  readonly forHostTests?: boolean;
  /** Folders are not trusted until the user says so, as everywhere but in tests. */
  readonly asksForTrust?: boolean;
  /** Default: any free one. */
  readonly port?: number;
}

export interface RunningCodeServer {
  readonly port: number;
  /** Ends with the server's process. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

export async function startCodeServer(options: CodeServerOptions): Promise<RunningCodeServer> {
  const { root, extensionsFolder, asksForTrust = false } = options;
  const userFolder = path.join(root, 'user');
  mkdirSync(path.join(userFolder, 'User'), { recursive: true });
  mkdirSync(extensionsFolder, { recursive: true });
  const trust = { 'security.workspace.trust.enabled': asksForTrust };
  const settings = { ...quietSettings, ...trust, ...options.settings };
  writeFileSync(path.join(userFolder, 'User/settings.json'), JSON.stringify(settings, null, 2));

  const port = options.port ?? (await freePort());
  const { node, entry } = codeServer();
  const args = [
    entry,
    ...['--bind-addr', `127.0.0.1:${port}`],
    ...['--auth', 'none'],
    '--disable-telemetry',
    '--disable-update-check',
    ...(asksForTrust ? [] : ['--disable-workspace-trust']),
    '--disable-getting-started-override',
    '--disable-proxy',
    ...['--user-data-dir', userFolder],
    ...['--extensions-dir', extensionsFolder],
    ...(options.forHostTests === true ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
  ];
  const log = openSync(path.join(root, 'server.log'), 'a');
  // Its own process group: the server starts extension hosts and watchers, which end with it.
  const child = spawn(node, args, {
    env: environment(root),
    detached: true,
    stdio: ['ignore', log, log],
  });
  const killGroup = (): void => signalGroup(child, 'SIGKILL');
  process.once('exit', killGroup);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));

  const stop = async (): Promise<void> => {
    signalGroup(child, 'SIGTERM');
    await Promise.race([ended, sleep(stopTimeoutMs, undefined, { ref: false })]);
    killGroup();
    process.off('exit', killGroup);
  };
  try {
    await untilHealthy(child, port);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, ended, stop };
}

/** Installs a packaged extension, as a user would. */
export async function installExtension(
  vsixFile: string,
  root: string,
  extensionsFolder: string,
): Promise<void> {
  const { node, entry } = codeServer();
  const folders = [
    '--user-data-dir',
    path.join(root, 'user'),
    '--extensions-dir',
    extensionsFolder,
  ];
  await promisify(execFile)(node, [entry, ...folders, '--install-extension', vsixFile], {
    env: environment(root),
  });
}

/** Nothing that moves, asks, or looks for something beyond this machine. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.editor.enablePreview': false,
  'workbench.colorTheme': 'Default Light Modern',
  'window.commandCenter': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.startupPrompt': 'never',
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'npm.autoDetect': 'off',
};

/** Keeps it out of the user's own files, its sockets out of /tmp, and it off the extension gallery. */
function environment(root: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('VSCODE_') && name !== 'NODE_OPTIONS',
  );
  return {
    ...Object.fromEntries(inherited),
    HOME: root,
    XDG_CONFIG_HOME: path.join(root, 'config'),
    XDG_DATA_HOME: path.join(root, 'data'),
    XDG_CACHE_HOME: path.join(root, 'cache'),
    XDG_RUNTIME_DIR: root,
    TMPDIR: root,
    EXTENSIONS_GALLERY: '{}',
  };
}

async function untilHealthy(child: ChildProcess, port: number): Promise<void> {
  const giveUpAt = Date.now() + startTimeoutMs;
  while (!(await isHealthy(port))) {
    if (child.exitCode !== null) throw new Error(`code-server ended with ${child.exitCode}.`);
    if (Date.now() > giveUpAt) throw new Error('code-server did not answer within a minute.');
    await sleep(50);
  }
}

function isHealthy(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    get({ host: '127.0.0.1', port, path: '/healthz' }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    }).on('error', () => resolve(false));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    process.kill(-child.pid!, signal);
  } catch (error) {
    // ESRCH: all of them have ended, which is what we want.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
