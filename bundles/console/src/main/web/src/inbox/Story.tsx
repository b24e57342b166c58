import { Button } from "@mantine/core";
import { answer, api, type Schema } from "../api/client";
import { useMay, useSession } from "../api/session";
import { useSay, useWord } from "../i18n/text";
import { useRequester } from "../ui/accounts";
import { useChange } from "../ui/queries";
import { Time } from "../ui/Time";
import { Trouble } from "../ui/Trouble";
import { CaseTold } from "./CaseTold";

type Activity = Schema<"Activity">;
type Event = Schema<"InboxEvent">;

/** What was said, and what was done about it, in the order of time. */
export function Story(props: {
    id: number;
    said: Activity[];
    events: Event[];
    more?: () => void;
    /** Puts a text into the reply. */
    onUse: (text: string) => void;
}) {
    const say = useSay();
    const word = useWord();
    const steps = [
        ...props.said.map((activity) => ({ at: activity.published, key: `a${activity.sequence}`, activity })),
        ...props.events
            .filter((event) => event.kind !== "REPLY" || !arrived(props, event))
            .map((event) => ({ at: event.happened, key: `e${event.id}`, event })),
    ].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
    return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        <section className="inbox-thread" aria-label={say("inbox.story")} tabIndex={0}>
            {props.more && (
                <button type="button" className="link" onClick={props.more}>
                    {say("action.more")}
                </button>
            )}
            <ol className="thread">
                {steps.map((step) =>
                    "activity" in step ? (
                        <li
                            key={step.key}
                            className={step.activity.direction === "OUTBOUND" ? "bubble bubble-ours" : "bubble"}
                        >
                            <div className="inbox-said">
                                <span className="bubble-head">
                                    <bdi>
                                        {step.activity.actor.displayName ??
                                            step.activity.actor.handle ??
                                            step.activity.actor.networkId}
                                    </bdi>{" "}
                                    · <Time value={step.activity.published} />
                                </span>
                                <span className="bubble-text" dir="auto" lang={step.activity.language}>
                                    {step.activity.content || word("kind", step.activity.kind)}
                                </span>
                            </div>
                        </li>
                    ) : step.event.kind.startsWith("CASE_") ? (
                        <CaseTold key={step.key} event={step.event} onUse={props.onUse} />
                    ) : (
                        <Done key={step.key} id={props.id} event={step.event} events={props.events} />
                    ),
                )}
            </ol>
        </section>
    );
}

/** Whether the reply has come back as something that was said: then it is shown once. */
function arrived(props: { said: Activity[]; events: Event[] }, reply: Event) {
    const delivered = props.events.find((event) => event.kind === "DELIVERED" && event.deliveryId === reply.deliveryId);
    return (
        delivered !== undefined &&
        props.said.some((activity) => activity.networkId === delivered.detail || activity.url === delivered.detail)
    );
}

function Done({ id, event, events }: { id: number; event: Event; events: Event[] }) {
    const say = useSay();
    const word = useWord();
    const who = useRequester()(event.actor, event.actorAccountId);
    if (event.kind === "NOTE" || event.kind === "REPLY") {
        return (
            <li className={event.kind === "REPLY" ? "bubble bubble-ours" : "inbox-note"}>
                <div className={event.kind === "REPLY" ? "inbox-said" : undefined}>
                    <span className="bubble-head">
                        {word("inbox.event", event.kind)} · <bdi>{who}</bdi> · <Time value={event.happened} />
                    </span>
                    <span className="bubble-text" dir="auto">
                        {event.detail}
                    </span>
                </div>
            </li>
        );
    }
    if (event.kind === "WARNED" || event.kind === "MISSED") {
        const [measure, due] = event.detail.split(" ");
        return (
            <li className="inbox-event">
                {word("inbox.event", event.kind)}: {word("inbox.measure", measure ?? "")}, {say("inbox.event.due")}{" "}
                <Time value={due === "null" ? undefined : due} />
                {event.kind === "WARNED" && (
                    <>
                        {" "}
                        · <Time value={event.happened} />
                    </>
                )}
            </li>
        );
    }
    const detail =
        event.kind === "AUTO_ASSIGNED"
            ? assigned(event.detail, word)
            : event.kind === "STATUS" || event.kind === "REOPENED"
              ? word("inbox.status", event.detail.split(" ")[0])
              : event.kind === "ROUTED"
                ? routed(event.detail, word)
                : event.kind === "ESCALATED"
                  ? escalated(event.detail, word)
                  : event.kind === "PRIORITY"
                    ? word("priority", event.detail)
                    : event.kind === "ASSIGNED" && event.detail === ""
                      ? say("inbox.nobody")
                      : event.detail;
    return (
        <li className="inbox-event">
            {word("inbox.event", event.kind)}
            {detail && event.kind !== "JOINED" && (
                <>
                    : <bdi>{detail}</bdi>
                </>
            )}{" "}
            · <bdi>{who}</bdi> · <Time value={event.happened} />
            {event.kind === "FAILED" && <Retry id={id} event={event} events={events} />}
        </li>
    );
}

/** Such as "ewa, takes the language"; behind the user stand the policy and its strategy. */
function assigned(detail: string, word: (family: string, word: string) => string) {
    const [user = "", , , ...reasons] = detail.split(" ");
    const known = reasons.filter((_reason, i) => reasons[i - 1] !== "AWAY");
    return [user, ...known.map((reason) => word("views.reason", reason))].join(" · ");
}

/** Such as "Recalls · labels recall · priority Urgent"; before the rule's name stands its id. */
function routed(detail: string, word: (family: string, word: string) => string) {
    const [rule = "", ...done] = detail.split("\n");
    const told = done.map((line) => {
        const [, what = "", value = ""] = /^(\S+) (.*)$/s.exec(line) ?? [];
        const shown = what === "PRIORITY" ? word("priority", value) : what === "STATUS" ? "" : value;
        return `${word("views.routed", what)} ${shown}`.trim();
    });
    return [rule.replace(/^\d+ /, ""), ...told].join(" · ");
}

/** Such as "Assign: ewa", with the reason when it could not be done. */
function escalated(detail: string, word: (family: string, word: string) => string) {
    const [, action = "", value = ""] = /^(\S+) (.*)$/s.exec(detail) ?? [];
    return `${word("inbox.action", action)}: ${action === "PRIORITY" ? word("priority", value) : value}`;
}

/** For the author of the reply that failed last. */
function Retry({ id, event, events }: { id: number; event: Event; events: Event[] }) {
    const say = useSay();
    const may = useMay();
    const { session } = useSession();
    const retry = useChange(
        (delivery: number) =>
            answer(api.POST("/inbox/{id}/replies/{delivery}/retry", { params: { path: { id, delivery } } })),
        ["inbox"],
    );
    const { deliveryId } = event;
    const own = events.some(
        (one) => one.kind === "REPLY" && one.deliveryId === deliveryId && one.actor === session.user,
    );
    const last = events.findLast((one) => one.deliveryId === deliveryId && one.kind !== "REPLY");
    if (deliveryId === undefined || !own || last?.id !== event.id || !may("inbox:reply")) return null;
    return (
        <>
            {" "}
            <Button
                size="compact-xs"
                variant="default"
                loading={retry.isPending}
                onClick={() => retry.mutate(deliveryId)}
            >
                {say("inbox.retry")}
            </Button>
            <Trouble error={retry.error} />
        </>
    );
}
