import "./person.css";
import { Link } from "@tanstack/react-router";
import { api } from "../api/client";
import { PageTexts } from "../i18n/PageTexts";
import { useSay, useWord } from "../i18n/text";
import { Mark } from "../ui/Page";
import { useOne } from "../ui/queries";
import { Time } from "../ui/Time";
import { IdentityName } from "./Identity";
import { Suggested } from "./Suggested";
import { TEXTS } from "./texts";

interface Props {
    contactId: number;
    conversation: number;
}

/** Beside a conversation: who the person is elsewhere, and what else is open with them. */
export default function PersonPane(props: Props) {
    return (
        <PageTexts messages={TEXTS}>
            <Pane {...props} />
        </PageTexts>
    );
}

function Pane({ contactId, conversation }: Props) {
    const say = useSay();
    const word = useWord();
    const identity = useOne(["contacts", contactId, "identity"], () =>
        api.GET("/contacts/{id}/identity", { params: { path: { id: contactId } } }),
    );
    const personId = identity.data?.personId;
    const person = useOne(
        ["people", "one", personId],
        () => api.GET("/people/{id}", { params: { path: { id: personId ?? 0 } } }),
        { enabled: personId !== undefined },
    );
    const talks = useOne(["contacts", contactId, "conversations"], () =>
        api.GET("/contacts/{id}/conversations", {
            params: { path: { id: contactId }, query: { unfinished: true, limit: 6 } },
        }),
    );
    const others = talks.data?.items.filter((talk) => talk.id !== conversation) ?? [];
    // what was said a moment ago is not known yet
    if (!identity.data) return null;
    const who = personId === undefined ? undefined : person.data;
    return (
        <section className="person-pane" aria-label={say("person.title")}>
            <p className="person-who">
                <Link to="/people/{-$id}" params={{ id: String(who?.id ?? `contact-${contactId}`) }}>
                    <bdi>{who?.displayName ?? identity.data.displayName ?? identity.data.networkId}</bdi>
                </Link>
                {who?.note && (
                    <span className="person-note" dir="auto">
                        {who.note}
                    </span>
                )}
            </p>
            <ul className="person-list" aria-label={say("person.contacts")}>
                {(who?.identities ?? [identity.data]).map((one) => (
                    <li key={one.contactId}>
                        <IdentityName identity={one} />
                    </li>
                ))}
            </ul>
            {others.length > 0 && (
                <section className="person-part" aria-label={say("person.conversations")}>
                    <h3>{say("person.conversations")}</h3>
                    <ul className="person-list">
                        {others.map((talk) => (
                            <li key={talk.id}>
                                <Link to="/inbox/{-$id}" params={{ id: String(talk.id) }}>
                                    <bdi>{talk.excerpt || say("archive.conversation")}</bdi>
                                </Link>
                                <span className="person-why">
                                    <Mark tone={talk.status === "OPEN" ? "warn" : "quiet"}>
                                        {word("inbox.status", talk.status)}
                                    </Mark>{" "}
                                    <Time value={talk.lastActivity} />
                                </span>
                            </li>
                        ))}
                    </ul>
                </section>
            )}
            <Suggested contactId={contactId} />
        </section>
    );
}
