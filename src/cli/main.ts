import { messageOf } from '../base/messageOf';
import { version } from '../../package.json';
import { parseArguments } from './arguments';
import type { CommandArguments, OptionName, OutputFormat } from './arguments';
import { CommandError, ExitStatus, usageError } from './CommandError';
import { compareCommand } from './compareCommand';
import { conflictsCommand } from './conflictsCommand';
import { doctorCommand } from './doctorCommand';
import { eventsCommand } from './eventsCommand';
import { exitsCommand } from './exitsCommand';
import { findingsCommand } from './findingsCommand';
import { hotCommand } from './hotCommand';
import { infoCommand } from './infoCommand';
import { Output } from './Output';
import { reportCommand } from './reportCommand';
import { resolveCommand } from './resolveCommand';
import { wakeupsCommand } from './wakeupsCommand';

interface Command {
  readonly options: readonly OptionName[];
  /** What stands behind the command; undefined: files. */
  readonly operands?: 'addresses';
  /** What `--format` takes; undefined: text, csv and json. */
  readonly formats?: readonly OutputFormat[];
  readonly run: (args: CommandArguments, output: Output) => Promise<void>;
}

/** Of commands that judge what they read. */
const judging = ['ignore-event', 'parameter'] as const;
const common = ['debug', 'tsc-khz', 'columns', 'guest', 'shift'] as const;

const commands: ReadonlyMap<string, Command> = new Map([
  ['info', { options: ['json', ...common], run: infoCommand }],
  ['doctor', { options: ['json', ...common], run: doctorCommand }],
  ['exits', { options: ['json', ...common], run: exitsCommand }],
  ['report', { options: ['json', ...judging, ...common], run: reportCommand }],
  ['wakeups', { options: ['json', 'slowest', ...judging, ...common], run: wakeupsCommand }],
  ['findings', { options: ['json', ...judging, ...common], run: findingsCommand }],
  [
    'conflicts',
    { options: ['json', 'page', 'faults', ...judging, ...common], run: conflictsCommand },
  ],
  ['hot', { options: ['json', 'symbols', 'slide', 'by', 'of', ...common], run: hotCommand }],
  [
    'compare',
    {
      options: [
        'json',
        'format',
        'symbols',
        'fail-if',
        'fail-unproven',
        'a',
        'b',
        'pair',
        ...judging,
        'debug',
        'tsc-khz',
        'columns',
      ],
      formats: ['text', 'json', 'markdown', 'html'],
      run: compareCommand,
    },
  ],
  [
    'resolve',
    {
      options: ['json', 'debug', 'symbols', 'slide'],
      operands: 'addresses',
      run: resolveCommand,
    },
  ],
  [
    'events',
    {
      options: ['event', 'vcpu', 'cpu', 'from', 'to', 'limit', 'format', ...common],
      run: eventsCommand,
    },
  ],
]);

const HELP = `exitscope: reads recordings of KVM guests by trace-cmd and perf

  exitscope info FILE... [--json]    what the trace is: clock, CPUs, VMs, events, losses, damage
  exitscope doctor FILE... [--json]  what it can tell, what is missing, and how to record that
  exitscope exits FILE... [--json]    exits per VM, vCPU and reason: count, total, percentiles
  exitscope report FILE... [--json]  where vCPUs' time went, why they idled, what woke them
  exitscope wakeups FILE... [--json] the slowest wakeups, from their cause to the guest
      --slowest N                   so many of them, else 20
  exitscope findings FILE... [--json] what stands out, with numbers and the events behind them
  exitscope conflicts FILE... [--json] guest pages that vCPUs fight over, and why pages fault
      --page GPA                    one page: its lines, guest code, wakeups and faults
      --faults                      every page fault, one by one
      --ignore-event [SYSTEM:]NAME  as if it were not recorded; may be repeated
      --parameter NAME=N            a threshold (docs/idle.md), times in ns; may be repeated
                                    (these two of report, wakeups, findings, conflicts and compare)
  exitscope hot FILE... [--json]     where in the guest exits happen, most time first
      --symbols PATH                the guest's kallsyms, System.map, vmlinux, modules (.ko, /proc/modules)
                                    or programs; may be repeated (docs/symbols.md)
      --by reason|symbol|line       add up by these, else by instruction
      --of idle|stores|ipis|wakes   where vCPUs idle, which stores fault, who sends IPIs or wakes others
      --slide 0xN                   how far KASLR moved the kernel, else found from the exits
  exitscope compare A B [B2...] [--json] what of B differs from A, by how much and how surely
      --symbols PATH                of both guests, each placed where it fits; may be repeated
      --fail-if 'ID > +10%'         exit status 4 where it is exceeded (docs/compare.md); may be repeated
      --a FILE  --b FILE            further runs like A, like B: what varies from run to run then counts
      --pair VM.VCPU=VM.VCPU        a vCPU of A and the one of B that does its work, else by VM and id
      --fail-unproven               also where the change may be chance
      --format text|json|markdown|html
  exitscope resolve --symbols PATH... [--slide 0xN] ADDR... [--json]
                                    symbol and source line of addresses (hex)
  exitscope events FILE...          the events, decoded
      --event [SYSTEM:]NAME         only this tracepoint, * as wildcard; may be repeated
      --vcpu N  --cpu N             only this vCPU's threads, only this host CPU
      --from NS  --to NS            only this time, ns since the first event
      --limit N                     at most so many
      --format text|csv|json        json is one object a line

Several files are one session, on the clock of the host that the others are guests of, else of the
first file.
  --guest FILE   was recorded in a guest of that host (trace-cmd agents say so themselves)
  --shift FILE=N[ns|us|ms|s]
                 add so much to its times; without a unit, in units of its clock: for a guest's x86-tsc
                 minus what the host's debugfs shows as tsc-offset

  --tsc-khz N    frequency of an x86-tsc clock the file gives none for
  --columns LIST what the columns of a table (CSV, TSV) are that Exitscope does not know by its header:
                 time=NAME[:s|ms|us|ns|date][:relative],event=NAME,vcpu=NAME,cpu=NAME,tid=NAME,
                 comm=NAME,reason=NAME. Only time is needed; :relative counts from the start of the
                 recording, #3 is the third column, and every column that is not named is a field
  --debug        show where in the program an error arose

Exit status: 0 done (warnings on stderr), 1 standard output cannot be written to (a full disk) or an
error in Exitscope, 2 usage, 3 the file cannot be read, 4 a threshold is exceeded.
`;

async function main(argv: readonly string[]): Promise<void> {
  const [name, ...rest] = argv;
  const output = new Output(process.stdout);
  if (name === '--version') {
    await output.write(`exitscope ${version}\n`);
  } else if (
    name === undefined ||
    name === '--help' ||
    name === 'help' ||
    rest.includes('--help')
  ) {
    if (name === undefined) throw usageError('No command was named.');
    await output.write(HELP);
  } else {
    const command = commands.get(name);
    if (command === undefined) throw usageError(`"${name}" is no command.`);
    await command.run(
      parseArguments(rest, command.options, command.operands, command.formats),
      output,
    );
  }
  await output.flush();
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const message = messageOf(error);
  console.error(`exitscope: ${message.replaceAll(/\s*\n\s*/g, ' ')}`);
  if (process.argv.includes('--debug') && error instanceof Error) console.error(error.stack);
  process.exitCode = error instanceof CommandError ? error.status : ExitStatus.failed;
});
