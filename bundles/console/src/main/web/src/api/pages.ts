interface PageOf<T> {
    items: T[];
    nextCursor?: string;
}

/** All pages of a list that is short by nature, one after the other. */
export async function everyPage<T>(
    ask: (cursor: string | undefined) => Promise<{ data?: PageOf<T> }>,
): Promise<{ data: T[] }> {
    const all: T[] = [];
    let cursor: string | undefined;
    do {
        const { data } = await ask(cursor);
        all.push(...(data?.items ?? []));
        cursor = data?.nextCursor;
    } while (cursor);
    return { data: all };
}
