/** How much the upper of two 32-bit words counts more than the lower one. */
export const TWO_32 = 2 ** 32;
