import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Where a folder keeps its settings. */
export function settingsFile(folder: string): string {
  return path.join(folder, '.vscode/settings.json');
}

/** Gives a folder settings, as one has them that somebody else made. */
export function writeSettings(folder: string, settings: object): void {
  mkdirSync(path.dirname(settingsFile(folder)), { recursive: true });
  writeFileSync(settingsFile(folder), JSON.stringify(settings));
}
