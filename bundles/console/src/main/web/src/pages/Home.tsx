import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import { api } from "../api/client";
import { readHealth } from "../api/health";
import { useMay, useSession } from "../api/session";
import { useSay } from "../i18n/text";
import { Empty, Mark, Page, type Tone } from "../ui/Page";
import { useOne } from "../ui/queries";
import { Time } from "../ui/Time";
import { Told } from "../ui/Told";
import { Trouble } from "../ui/Trouble";
import { Waiting } from "../ui/Waiting";

const EVERY_MINUTE = () => 60_000;

interface Need {
    key: string;
    tone: Tone;
    title: ReactNode;
    text: ReactNode;
    to: string;
}

/** What needs somebody, most urgent first; then how the house fares. */
export default function Home() {
    const say = useSay();
    const intl = useIntl();
    const may = useMay();
    const { session } = useSession();
    const asked = {
        health: useOne(["health"], readHealth, { refresh: EVERY_MINUTE, enabled: may("operations:read") }),
        deliveries: useOne(["deliveries", "figures"], () => api.GET("/deliveries/figures"), {
            refresh: EVERY_MINUTE,
            enabled: may("deliveries:read"),
        }),
        channels: useOne(["channels", "all"], () => api.GET("/channels", { params: { query: { limit: 500 } } }), {
            refresh: EVERY_MINUTE,
            enabled: may("channels:read"),
        }),
        runs: useOne(["report-runs", "latest"], () => api.GET("/report-runs", { params: { query: { limit: 50 } } }), {
            refresh: EVERY_MINUTE,
            enabled: may("reports:read"),
        }),
        totals: useOne(["archive", "totals"], () => api.GET("/archive/totals"), { enabled: may("archive:read") }),
    };
    const { health, deliveries, channels, runs, totals } = asked;
    const needs: Need[] = [];
    for (const check of health.data?.checks ?? []) {
        if (check.status === "OK") continue;
        needs.push({
            key: `health ${check.name}`,
            tone: check.status === "WARN" ? "warn" : "bad",
            title: check.name,
            text: <Told text={check.messages[0] ?? check.status} />,
            to: "/health",
        });
    }
    if (deliveries.data && deliveries.data.dead > 0) {
        needs.push({
            key: "dead",
            tone: "bad",
            title: say("home.dead", { count: deliveries.data.dead }),
            text: say("home.dead.text"),
            to: "/dead-letters",
        });
    }
    for (const pause of deliveries.data?.pauses ?? []) {
        needs.push({
            key: `pause ${pause.adapter}`,
            tone: "warn",
            title: say("home.pause", { adapter: pause.adapter }),
            text: <Told text={pause.error} />,
            to: "/deliveries",
        });
    }
    for (const channel of channels.data?.items ?? []) {
        const trouble = channel.message ?? channel.health.warnings[0];
        if (channel.state === "PAUSED" || (!trouble && channel.health.state !== "NOT_INSTALLED")) continue;
        needs.push({
            key: `channel ${channel.id}`,
            tone: channel.message ? "bad" : "warn",
            title: say("home.channel", { name: channel.name }),
            text: trouble ? <Told text={trouble} /> : say("health.state.NOT_INSTALLED"),
            to: `/channels/${encodeURIComponent(channel.id)}`,
        });
    }
    for (const run of (runs.data?.items ?? []).filter((one) => one.state === "FAILED").slice(0, 5)) {
        needs.push({
            key: `run ${run.id}`,
            tone: "bad",
            title: say("home.run", { report: run.report }),
            text: (
                <>
                    <Time value={run.finished ?? run.created} zone={run.zone} /> {run.message}
                </>
            ),
            to: `/reports/${run.id}`,
        });
    }
    needs.sort((a, b) => Number(a.tone !== "bad") - Number(b.tone !== "bad"));
    const failed = Object.values(asked).find((query) => query.error && !query.data);
    const waiting = Object.values(asked).some((query) => query.isLoading);
    return (
        <Page title={say("home.title")} lead={say("home.lead", { user: session.user })}>
            {failed && <Trouble error={failed.error} onRetry={() => void failed.refetch()} />}
            <div className="figures">
                {totals.data && (
                    <>
                        <Figure
                            label={say("home.activities")}
                            value={intl.formatNumber(totals.data.activities)}
                            to="/archive"
                        />
                        <Figure
                            label={say("home.conversations")}
                            value={intl.formatNumber(totals.data.conversations)}
                            to="/archive"
                        />
                    </>
                )}
                {channels.data && (
                    <Figure
                        label={say("channels.title")}
                        value={intl.formatNumber(channels.data.items.length)}
                        to="/channels"
                    />
                )}
                {deliveries.data && (
                    <Figure
                        label={say("home.waiting")}
                        value={intl.formatNumber(deliveries.data.waiting + deliveries.data.sending)}
                        to="/deliveries"
                    />
                )}
            </div>
            <section aria-labelledby="needs">
                <h2 id="needs" className="section">
                    {say("home.needs")}{" "}
                    {needs.length > 0 && <span className="count">{intl.formatNumber(needs.length)}</span>}
                </h2>
                {waiting && <Waiting />}
                {!waiting && needs.length === 0 && (
                    <Empty title={say("home.nothing")} text={say("home.nothing.text")} />
                )}
                <ul className="needs">
                    {needs.map((need) => (
                        <li key={need.key}>
                            <Link to={need.to}>
                                <Mark tone={need.tone}>{say(need.tone === "bad" ? "tone.bad" : "tone.warn")}</Mark>
                                <span className="needs-what">
                                    <strong>{need.title}</strong>
                                    <span>{need.text}</span>
                                </span>
                            </Link>
                        </li>
                    ))}
                </ul>
            </section>
        </Page>
    );
}

function Figure(props: { label: string; value: string; to: string }) {
    return (
        <Link to={props.to} className="figure">
            <span>{props.label}</span>
            <strong>{props.value}</strong>
        </Link>
    );
}
