/** What the texts of saved replies may leave open until they are used. */
export const PLACEHOLDERS = ["contact", "agent", "account", "channel"] as const;

type Values = Partial<Record<(typeof PLACEHOLDERS)[number], string>>;

/** The text as the server will fill it; what it would refuse stays as it is. */
export function fill(text: string, values: Values): string {
    return text.replace(/\{([^{}|]*)(?:\|([^{}]*))?\}/g, (whole, name: string, fallback: string | undefined) => {
        const known = PLACEHOLDERS.find((one) => one === name.trim());
        return known ? values[known]?.trim() || fallback?.trim() || "" : whole;
    });
}

/** The text with another one in place of what is chosen in it, and where that ends. */
export function insert(text: string, from: number, to: number, added: string): { text: string; end: number } {
    return { text: text.slice(0, from) + added + text.slice(to), end: from + added.length };
}
