import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const repository = path.join(__dirname, '../..');

export interface Cruise {
  readonly moduleCount: number;
  readonly violations: readonly Violation[];
}

export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/** Holds the modules of a source tree against the layer rules of this repository. */
export function cruise(tree: string): Cruise {
  const program = path.join(
    repository,
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
  );
  const config = path.join(repository, '.dependency-cruiser.cjs');
  const folders = ['src', 'webview'].filter((folder) => existsSync(path.join(tree, folder)));
  const args = [program, '--config', config, '--output-type', 'json', ...folders];
  // Its json output exits 0 with violations, too: they are ours to judge.
  const json = execFileSync(process.execPath, args, {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 256 << 20,
  });
  const { summary } = JSON.parse(json) as CruiseOutput;
  return {
    moduleCount: summary.totalCruised,
    violations: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  };
}

interface CruiseOutput {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly {
      readonly rule: { readonly name: string };
      readonly from: string;
      readonly to: string;
    }[];
  };
}
