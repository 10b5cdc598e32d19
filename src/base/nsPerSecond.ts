export const NS_PER_SECOND = 1e9;
