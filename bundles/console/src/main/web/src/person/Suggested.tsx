import { Button } from "@mantine/core";
import { api } from "../api/client";
import { useMay } from "../api/session";
import { useSay } from "../i18n/text";
import { useOne } from "../ui/queries";
import { Trouble } from "../ui/Trouble";
import { toast } from "../ui/toast";
import { useDismiss, useJoin } from "./changes";
import { IdentityName, nameOf } from "./Identity";

/** Who may be the same person, why, and what to say to it. */
export function Suggested({ contactId }: { contactId: number }) {
    const say = useSay();
    const may = useMay();
    const join = useJoin();
    const dismiss = useDismiss();
    const found = useOne(["contacts", contactId, "suggestions"], () =>
        api.GET("/contacts/{id}/suggestions", { params: { path: { id: contactId }, query: { limit: 5 } } }),
    );
    const suggestions = found.data?.items ?? [];
    if (suggestions.length === 0) return null;
    return (
        <section className="person-part" aria-label={say("person.suggestions")}>
            <h3>{say("person.suggestions")}</h3>
            <ul className="person-list">
                {suggestions.map(({ identity, score, reasons }) => {
                    const name = nameOf(identity);
                    return (
                        <li key={identity.contactId}>
                            <div>
                                <IdentityName identity={identity} />
                                <span className="person-why">
                                    {say("person.score", { score })}
                                    {reasons.map((reason) => (
                                        <span key={reason.kind}>
                                            {" · "}
                                            {say(`person.reason.${reason.kind}`)}: <bdi>{reason.content}</bdi>
                                        </span>
                                    ))}
                                </span>
                            </div>
                            {may("contacts:change") && (
                                <span className="person-buttons">
                                    <Button
                                        size="compact-xs"
                                        aria-label={say("person.join.with", { name })}
                                        loading={join.isPending}
                                        onClick={() =>
                                            join.mutate(
                                                { one: contactId, other: identity },
                                                { onSuccess: () => toast(say("person.joined")) },
                                            )
                                        }
                                    >
                                        {say("person.join")}
                                    </Button>
                                    <Button
                                        size="compact-xs"
                                        variant="default"
                                        aria-label={say("person.different.from", { name })}
                                        loading={dismiss.isPending}
                                        onClick={() => dismiss.mutate({ one: contactId, other: identity })}
                                    >
                                        {say("person.different")}
                                    </Button>
                                </span>
                            )}
                        </li>
                    );
                })}
            </ul>
            <Trouble error={join.error ?? dismiss.error} />
        </section>
    );
}
