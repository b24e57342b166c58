import { answer, api, type Schema } from "../api/client";
import { useChange, useOne } from "../ui/queries";

export type View = Schema<"InboxView">;

/** The server counts so far. */
const MANY = 100;

/** The views that somebody keeps, and those that are shared with them; how many conversations there are in each. */
export function useViews(refresh: number) {
    const views = useOne(["inbox-views"], () => api.GET("/inbox/views"));
    const counts = useOne(["inbox", "views", "counts"], () => api.GET("/inbox/views/counts"), {
        enabled: (views.data?.items.length ?? 0) > 0,
        refresh: () => refresh,
    });
    return {
        items: views.data?.items ?? [],
        /** Such as 12 or 99+; nothing where it is not known. */
        count: (view: View, format: (count: number) => string) => {
            const count = counts.data?.[String(view.id)];
            return count === undefined ? "" : count >= MANY ? `${format(MANY - 1)}+` : format(count);
        },
    };
}

/** Whether one is there to be given conversations. */
export function useAvailability(works: boolean) {
    const known = useOne(["inbox-availability"], () => api.GET("/inbox/availability"), { enabled: works });
    const change = useChange(
        (available: boolean) => answer(api.PUT("/inbox/availability", { body: { available } })),
        ["inbox-availability"],
    );
    return { available: known.data?.available, change };
}
