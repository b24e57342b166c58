const plain = (text: string) =>
    text
        .normalize("NFD")
        .replace(/\p{Diacritic}/gu, "")
        .toLowerCase();

/** Whether every one of the words occurs, whatever their case and accents. */
export function matches(text: string, words: string): boolean {
    const within = plain(text);
    return plain(words)
        .split(/\s+/)
        .every((word) => within.includes(word));
}
