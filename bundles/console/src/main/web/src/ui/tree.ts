export interface Branch<T> {
    item: T;
    depth: number;
    children: Branch<T>[];
}

interface Node {
    id: string;
    parentId?: string;
    name: string;
}

/** The tree of things that name what they belong to; what belongs to something unseen stands at the top. */
export function branches<T extends Node>(items: readonly T[]): Branch<T>[] {
    const known = new Set(items.map((item) => item.id));
    const below = new Map<string, T[]>();
    for (const item of items) {
        const parent = item.parentId && known.has(item.parentId) ? item.parentId : "";
        below.set(parent, [...(below.get(parent) ?? []), item]);
    }
    const grow = (parent: string, depth: number): Branch<T>[] =>
        (below.get(parent) ?? [])
            .sort((a, b) => a.name.localeCompare(b.name))
            .map((item) => ({ item, depth, children: grow(item.id, depth + 1) }));
    return grow("", 0);
}

/** The rows of a tree from top to bottom, without those below closed ones. */
export function flatten<T extends Node>(tree: readonly Branch<T>[], closed: ReadonlySet<string>): Branch<T>[] {
    return tree.flatMap((branch) => [branch, ...(closed.has(branch.item.id) ? [] : flatten(branch.children, closed))]);
}

/** Whether one thing is another or stands somewhere below it. */
export function isWithin(items: readonly Node[], id: string, above: string): boolean {
    const parents = new Map(items.map((item) => [item.id, item.parentId]));
    for (let at: string | undefined = id; at !== undefined; at = parents.get(at)) {
        if (at === above) return true;
    }
    return false;
}
