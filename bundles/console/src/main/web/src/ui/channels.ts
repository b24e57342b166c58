import { api } from "../api/client";
import { useOne } from "./queries";

/** The channels that one may see, and their names. */
export function useChannels() {
    const channels = useOne(["channels", "all"], () => api.GET("/channels", { params: { query: { limit: 500 } } }));
    const items = channels.data?.items ?? [];
    const names = new Map(items.map((channel) => [channel.id, channel.name]));
    return { items, nameOf: (id: string) => names.get(id) ?? id };
}
