export const theme: Record<string, unknown>;
