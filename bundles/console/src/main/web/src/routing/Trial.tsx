import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useIntl } from "react-intl";
import { answer, api, type Schema } from "../api/client";
import { useSay } from "../i18n/text";
import { Mark } from "../ui/Page";
import { useChange, useOne } from "../ui/queries";
import { Trouble } from "../ui/Trouble";
import type { Rule } from "./draft";

const MONTH = 30 * 24 * 3600 * 1000;

interface Props {
    rule: Rule | undefined;
    /** The rule as it is in the form; undefined while it is not complete. */
    body: (() => Schema<"RoutingRulesRuleInput">) | undefined;
}

/** Tries the rule as it is in the form on what is archived. */
export function Trial({ rule, body }: Props) {
    const say = useSay();
    const [id, setId] = useState<number>();
    const start = useChange(() => {
        const now = Date.now();
        return answer(
            api.POST("/routing-trials", {
                body: {
                    ruleId: rule?.id,
                    rule: body?.(),
                    from: new Date(now - MONTH).toISOString(),
                    to: new Date(now).toISOString(),
                },
            }),
        );
    });
    return (
        <div className="group">
            <Button
                variant="default"
                size="xs"
                disabled={!body}
                loading={start.isPending}
                onClick={() => start.mutate(undefined, { onSuccess: (trial) => setId(trial.id) })}
            >
                {say("routing.trial")}
            </Button>{" "}
            <span className="quiet">{say("routing.trial.hint")}</span>
            {start.error && <Trouble error={start.error} />}
            {id !== undefined && <Going key={id} id={id} rule={rule} />}
        </div>
    );
}

function Going({ id, rule }: { id: number; rule: Rule | undefined }) {
    const say = useSay();
    const intl = useIntl();
    const cancel = useChange(
        () => answer(api.POST("/routing-trials/{id}/cancel", { params: { path: { id } } })),
        ["routing-trials", id],
    );
    const { data: trial, error } = useOne(
        ["routing-trials", id],
        () => api.GET("/routing-trials/{id}", { params: { path: { id } } }),
        { refresh: (data) => (data?.finished ? false : 500) },
    );
    if (error) return <Trouble error={error} />;
    if (!trial?.finished) {
        return (
            <p role="status">
                {say("routing.trial.running", { examined: intl.formatNumber(trial?.examined ?? 0) })}{" "}
                <Button size="compact-xs" variant="default" onClick={() => cancel.mutate(undefined)}>
                    {say("action.cancel")}
                </Button>
            </p>
        );
    }
    if (trial.state !== "COMPLETED") {
        return <p role="status">{say("routing.trial.failed", { why: trial.message ?? "" })}</p>;
    }
    const outcome = trial.outcomes.find((one) => one.ruleId === (rule?.id ?? 0));
    if (!outcome) return <p role="status">{say("routing.trial.off")}</p>;
    const counts = {
        count: intl.formatNumber(outcome.conversations),
        all: intl.formatNumber(trial.conversations),
        before: intl.formatNumber(outcome.before),
    };
    return (
        <div role="status">
            <p>{rule ? say("routing.trial.result", counts) : say("routing.trial.result.new", counts)}</p>
            {trial.message && <p className="quiet">{trial.message}</p>}
            <ul>
                {outcome.samples.map((sample) => (
                    <li key={sample.conversationId}>
                        <Link to="/inbox/{-$id}" params={{ id: String(sample.conversationId) }}>
                            <bdi>{sample.text}</bdi>
                        </Link>{" "}
                        <span className="quiet">{sample.words.join(", ")}</span>{" "}
                        {sample.isNew && <Mark tone="busy">{say("routing.trial.more")}</Mark>}
                    </li>
                ))}
            </ul>
        </div>
    );
}
