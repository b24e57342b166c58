import { useNavigate, useParams, useSearch } from "@tanstack/react-router";

/** The part of the address that says which thing is open, and what is looked for. */
export function useAddress(place: string) {
    const navigate = useNavigate();
    const { id } = useParams({ strict: false }) as { id?: string };
    const search = useSearch({ strict: false }) as Record<string, string | undefined>;
    return {
        id,
        search,
        open: (wanted: string | number | undefined) =>
            void navigate({
                to: wanted === undefined ? place : `${place}/${encodeURIComponent(wanted)}`,
                search: search as never,
            }),
        look: (changes: Record<string, string | undefined>) =>
            void navigate({
                to: id === undefined ? place : `${place}/${encodeURIComponent(id)}`,
                search: { ...search, ...changes } as never,
                replace: true,
            }),
    };
}
