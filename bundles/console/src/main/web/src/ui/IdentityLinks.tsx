import { Button } from "@mantine/core";
import { useState } from "react";
import { answer, api, type Schema } from "../api/client";
import { problemOf } from "../api/problem";
import { useSay } from "../i18n/text";
import { ConfirmDialog } from "./Dialogs";
import { useChange, useOne } from "./queries";
import { Time } from "./Time";
import { Trouble } from "./Trouble";
import { toast } from "./toast";

type Link = Schema<"IdentityLink">;

/** With whom at identity providers I sign in, or somebody whose users I manage; nothing where there is none. */
export function IdentityLinks({ user, writable }: { user?: string; writable: boolean }) {
    const say = useSay();
    const [asking, setAsking] = useState<Link>();
    const [last, setLast] = useState(false);
    const key = ["identity-links", user ?? ""];
    const links = useOne(key, () =>
        user === undefined
            ? api.GET("/identity-links")
            : api.GET("/users/{name}/identity-links", { params: { path: { name: user } } }),
    );
    const unlink = useChange(({ provider }: Link) => {
        const query = { evenLast: last };
        return answer(
            user === undefined
                ? api.DELETE("/identity-links/{provider}", { params: { path: { provider }, query } })
                : api.DELETE("/users/{name}/identity-links/{provider}", {
                      params: { path: { name: user, provider }, query },
                  }),
        );
    }, key);
    const items = links.data?.items ?? [];
    if (items.length === 0 && !links.error) return null;
    return (
        <section className={user === undefined ? "card stack" : "stack"} aria-labelledby="links">
            <h2 id="links">{say("links.title")}</h2>
            <Trouble error={links.error} onRetry={() => void links.refetch()} />
            <ul className="outputs">
                {items.map((link) => (
                    <li key={link.provider}>
                        <span>
                            <strong>{link.provider}</strong>
                            <span className="quiet">
                                <code className="clip">{link.subject}</code> · <Time value={link.linked} />
                            </span>
                        </span>
                        {writable && (
                            <Button
                                size="xs"
                                variant="default"
                                onClick={() => {
                                    setLast(false);
                                    setAsking(link);
                                }}
                            >
                                {say("links.unlink")}
                            </Button>
                        )}
                    </li>
                ))}
            </ul>
            {asking && (
                <ConfirmDialog
                    title={say("links.unlink")}
                    text={say(last ? "links.last" : "links.text", { name: asking.provider })}
                    submit={say(last ? "links.anyway" : "links.unlink")}
                    onClose={() => setAsking(undefined)}
                    onSubmit={async () => {
                        try {
                            await unlink.mutateAsync(asking);
                            toast(say("done.removed"));
                        } catch (failure) {
                            // the warning is read before it is done all the same
                            if (problemOf(failure).field === "evenLast") setLast(true);
                            throw failure;
                        }
                    }}
                />
            )}
        </section>
    );
}
