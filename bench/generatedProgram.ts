import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const UNITS = 400;
const FUNCTIONS_A_UNIT = 40;

/** Builds a program of many units with debug information in a folder, if it is not there; its path. */
export function generatedProgram(folder: string): string {
  const program = path.join(folder, 'generated.elf');
  if (existsSync(program)) return program;
  const sources = path.join(folder, 'generated');
  mkdirSync(sources, { recursive: true });
  const names = Array.from({ length: UNITS }, (_, unit) => `unit${unit}.c`);
  names.forEach((name, unit) => {
    writeFileSync(path.join(sources, name), unitText(unit));
  });
  const calls = names.map((_, unit) => `unit${unit}_0(seed)`);
  const declared = names.map((_, unit) => `long unit${unit}_0(long seed);\n`);
  const main = `int main(int count, char **words)\n{\n\t(void)words;\n\tlong seed = count;\n\treturn (int)(${calls.join(' + ')});\n}\n`;
  writeFileSync(path.join(sources, 'main.c'), declared.join('') + main);
  execFileSync('gcc', ['-g', '-O2', '-o', program, ...names, 'main.c'], { cwd: sources });
  return program;
}

/** Functions with two levels of inlined ones, and types of their own, as kernel code has them. */
function unitText(unit: number): string {
  const functions = Array.from({ length: FUNCTIONS_A_UNIT }, (_, at) => {
    const next = at + 1 < FUNCTIONS_A_UNIT ? `unit${unit}_${at + 1}(sum)` : 'sum';
    return `
struct state${at} { long first; int second[${(at % 7) + 1}]; struct state${at} *next; };
static inline __attribute__((always_inline)) long mixed${at}(struct state${at} *state, long value)
{
	for (struct state${at} *of = state; of; of = of->next)
		value = value * ${2 * at + 3} + of->second[0];
	return value;
}
static inline __attribute__((always_inline)) long stepped${at}(struct state${at} *state, long value)
{
	if (value & ${at + 1})
		value += mixed${at}(state, value >> 1);
	return value ^ state->first;
}
long unit${unit}_${at}(long seed)
{
	struct state${at} last = { seed, { (int)seed }, 0 };
	struct state${at} state = { seed + ${unit}, { ${at} }, &last };
	long sum = stepped${at}(&state, seed) + stepped${at}(&last, seed + 1);
	return sum & 1 ? ${next} : sum;
}
`;
  });
  const declared = Array.from(
    { length: FUNCTIONS_A_UNIT },
    (_, at) => `long unit${unit}_${at}(long seed);\n`,
  );
  return declared.join('') + functions.join('');
}
