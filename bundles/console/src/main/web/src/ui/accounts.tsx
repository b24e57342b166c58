import { NativeSelect } from "@mantine/core";
import { api } from "../api/client";
import { everyPage } from "../api/pages";
import { useMay } from "../api/session";
import { useSay } from "../i18n/text";
import { useOne } from "./queries";

/** All accounts that may be seen, and the name of one. */
export function useAccounts() {
    const may = useMay();
    const accounts = useOne(
        ["accounts"],
        () => everyPage((cursor) => api.GET("/accounts", { params: { query: { cursor, limit: 500 } } })),
        { enabled: may("accounts:read") },
    );
    const all = accounts.data ?? [];
    const nameOf = (id: string | undefined) => (id && all.find((one) => one.id === id)?.name) ?? id;
    return { all, nameOf };
}

/** Somebody with the account they belong to. */
export function useRequester() {
    const say = useSay();
    const { nameOf } = useAccounts();
    return (name: string | undefined, accountId: string | undefined) =>
        name && accountId ? say("reports.by.of", { name, account: nameOf(accountId) }) : name;
}

interface Props {
    label: string;
    value: string | undefined;
    /** What no account means; without it one must be chosen. */
    none?: string;
    error?: string;
    size?: string;
    onChange: (id: string) => void;
}

export function AccountSelect({ label, value, none, error, size, onChange }: Props) {
    const say = useSay();
    const { all } = useAccounts();
    const first = { value: "", label: none ?? say("choose"), disabled: none === undefined };
    return (
        <NativeSelect
            label={label}
            size={size}
            error={error}
            value={value ?? ""}
            data={[first, ...all.map((one) => ({ value: one.id, label: one.name }))]}
            onChange={(event) => onChange(event.currentTarget.value)}
        />
    );
}
