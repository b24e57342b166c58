/** How soon conversations must be seen to, least first. */
export const PRIORITIES = ["LOW", "NORMAL", "HIGH", "URGENT"] as const;
