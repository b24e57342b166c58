import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Schema } from "../api/client";
import { useSay, useWord } from "../i18n/text";
import { useAccounts } from "../ui/accounts";
import type { Pages } from "../ui/queries";
import { Time } from "../ui/Time";
import { Trouble } from "../ui/Trouble";
import { Waiting } from "../ui/Waiting";

type Entry = Schema<"TimelineEntry">;

/** What was said by and to somebody and done because of them, newest first. */
export function Timeline({ entries }: { entries: Pages<Entry> }) {
    const say = useSay();
    return (
        <section className="person-part" aria-label={say("person.timeline")}>
            <h2>{say("person.timeline")}</h2>
            <Trouble error={entries.error} onRetry={entries.retry} />
            {!entries.items && !entries.error && <Waiting />}
            <ol className="person-timeline">
                {entries.items?.map((entry) => (
                    <Line key={`${entry.kind} ${entry.reference} ${entry.contactId}`} entry={entry} />
                ))}
            </ol>
            {entries.more && (
                <Button size="xs" variant="default" loading={entries.loadingMore} onClick={entries.more}>
                    {say("action.more")}
                </Button>
            )}
        </section>
    );
}

function Line({ entry }: { entry: Entry }) {
    const say = useSay();
    const word = useWord();
    const { nameOf } = useAccounts();
    const own = word("person.kind", entry.kind);
    const status = entry.kind === "STATUS" || entry.kind === "REOPENED";
    return (
        <li>
            <span className="person-why">
                <Time value={entry.happened} /> · {own === entry.kind ? word("inbox.event", entry.kind) : own} ·{" "}
                <bdi>{nameOf(entry.accountId)}</bdi>
                {entry.actor && (
                    <>
                        {" "}
                        · <bdi>{entry.actor}</bdi>
                    </>
                )}
            </span>
            {entry.text && (
                <span className="person-text" dir="auto">
                    {status
                        ? word("inbox.status", entry.text.split(" ")[0] ?? "")
                        : entry.kind === "MISSED"
                          ? word("inbox.measure", entry.text.split(" ")[0] ?? "")
                          : entry.text}
                </span>
            )}
            <span className="person-links">
                <Link to="/inbox/{-$id}" params={{ id: String(entry.conversationId) }}>
                    {say("archive.conversation")}
                </Link>
                {entry.url && /^https?:/.test(entry.url) && (
                    <a href={entry.url} target="_blank" rel="noreferrer noopener">
                        {say("person.original")}
                    </a>
                )}
            </span>
        </li>
    );
}
