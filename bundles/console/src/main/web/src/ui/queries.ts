import { type QueryKey, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer } from "../api/client";

interface PageOf<T> {
    items: T[];
    nextCursor?: string;
}

type Call<T> = Promise<{ data?: T }>;

/** A list that goes on page by page. */
export function usePages<T>(key: QueryKey, ask: (cursor: string | undefined) => Call<PageOf<T>>, refresh?: number) {
    const query = useInfiniteQuery({
        queryKey: key,
        queryFn: ({ pageParam }) => answer(ask(pageParam)),
        initialPageParam: undefined as string | undefined,
        getNextPageParam: (last) => last.nextCursor,
        refetchInterval: refresh,
    });
    return {
        items: query.data?.pages.flatMap((page) => page.items),
        error: query.error,
        retry: () => void query.refetch(),
        more: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
        loadingMore: query.isFetchingNextPage,
    };
}

export type Pages<T> = ReturnType<typeof usePages<T>>;

/** One thing; `refresh` in milliseconds while it says so. */
export function useOne<T>(
    key: QueryKey,
    ask: () => Call<T>,
    options: { enabled?: boolean; refresh?: (data: NoInfer<T> | undefined) => number | false } = {},
) {
    return useQuery<T, Error, T>({
        queryKey: key,
        queryFn: () => answer<T>(ask()),
        enabled: options.enabled ?? true,
        refetchInterval: options.refresh && ((query) => options.refresh?.(query.state.data) ?? false),
    });
}

/** A change; lists and things whose keys begin so are read anew after it, whether it went well or not. */
export function useChange<Input, Output>(change: (input: Input) => Promise<Output>, ...keys: QueryKey[]) {
    const client = useQueryClient();
    return useMutation({
        mutationFn: change,
        onSettled: () => Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey }))),
    });
}
