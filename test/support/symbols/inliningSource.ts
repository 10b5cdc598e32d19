/** How many functions a made unit has, and which unit of the program it is. */
export interface MadeUnit {
  readonly unit: number;
  readonly functionCount: number;
}

/**
 * A unit of C whose functions are inlined into each other three deep, with blocks, loops, cold paths
 * and calls into the next unit: what debug information of inlining is made of.
 */
export function inliningSource({ unit, functionCount }: MadeUnit): string {
  const functions = Array.from({ length: functionCount }, (_, index) => {
    const id = `${unit}_${index}`;
    return `
static inline unsigned long leaf_${id}(unsigned long x)
{
	if (x & ${index + 1})
		x = x * ${2 * index + 3} + ${unit};
	return x ^ (x >> ${(index % 13) + 1});
}

static inline __attribute__((always_inline)) unsigned long middle_${id}(unsigned long x, int rounds)
{
	for (int round = 0; round < rounds; round++) {
		unsigned long y = leaf_${id}(x + round);
		if (__builtin_expect(y == ${index}, 0)) {
			cold_path();
			y += leaf_${id}(y);
		}
		x += y;
	}
	return x;
}

unsigned long outer_${id}(unsigned long *cells, unsigned long x)
{
	unsigned long sum = middle_${id}(x, 3);
	{
		unsigned long other = leaf_${id}(cells[${index % 8}]);
		if (other > sum)
			sum += middle_${id}(other, 2);
	}
	cells[${(index + 3) % 8}] = sum;
	return sum;
}`;
  });
  const calls = functions.map((_, index) => `	x += outer_${unit}_${index}(cells, x);`);
  return `extern void cold_path(void) __attribute__((cold));
${functions.join('\n')}

unsigned long all_${unit}(unsigned long *cells, unsigned long x)
{
${calls.join('\n')}
	return x;
}
`;
}

/** The unit that starts such a program of `unitCount` units. */
export function startingSource(unitCount: number): string {
  const units = Array.from({ length: unitCount }, (_, unit) => unit);
  const declared = units.map(
    (unit) => `unsigned long all_${unit}(unsigned long *, unsigned long);`,
  );
  return `${declared.join('\n')}

void cold_path(void)
{
	__asm__ volatile("hlt");
}

void _start(void)
{
	static unsigned long cells[8];
	unsigned long x = 1;
	for (;;) {
${units.map((unit) => `		x ^= all_${unit}(cells, x);`).join('\n')}
	}
}
`;
}

/** A program whose function `nested` stands within `outer`, and its code beside it. */
export const nestedSource = `
static inline __attribute__((always_inline)) unsigned long twice(unsigned long x)
{
	__asm__ volatile("" : "+r"(x));
	return 2 * x;
}

unsigned long outer(unsigned long n)
{
	__attribute__((noinline)) unsigned long nested(unsigned long k)
	{
		unsigned long sum = 0;
		for (unsigned long i = 0; i < k; i++)
			sum += twice(n + i);
		return sum;
	}
	unsigned long total = 0;
	for (unsigned long i = 0; i < n; i++)
		total += nested(i) + twice(i);
	return total;
}

void _start(void)
{
	outer(3);
	for (;;)
		__asm__ volatile("hlt");
}
`;
