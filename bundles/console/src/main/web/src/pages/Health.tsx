import { useIntl } from "react-intl";
import { type Check, readHealth } from "../api/health";
import { useSay, useWord } from "../i18n/text";
import { Empty, Mark, Page, type Tone } from "../ui/Page";
import { useOne } from "../ui/queries";
import { Time } from "../ui/Time";
import { Told } from "../ui/Told";
import { Trouble } from "../ui/Trouble";
import { Waiting } from "../ui/Waiting";

const TONES: Record<Check["status"], Tone> = {
    OK: "good",
    WARN: "warn",
    TEMPORARILY_UNAVAILABLE: "bad",
    CRITICAL: "bad",
    HEALTH_CHECK_ERROR: "bad",
};

const ORDER: Tone[] = ["bad", "warn", "good"];

/** How each part of the server fares. */
export default function Health() {
    const say = useSay();
    const word = useWord();
    const intl = useIntl();
    const health = useOne(["health"], readHealth, { refresh: () => 15_000 });
    const checks = [...(health.data?.checks ?? [])].sort(
        (a, b) => ORDER.indexOf(TONES[a.status]) - ORDER.indexOf(TONES[b.status]) || a.name.localeCompare(b.name),
    );
    return (
        <Page title={say("health.title")} lead={say("health.lead")}>
            <Trouble error={health.error} onRetry={() => void health.refetch()} />
            {health.isPending && <Waiting />}
            {health.data && !health.data.checks && (
                <Empty title={say("health.hidden")} text={say("health.hidden.text")} />
            )}
            <div className="cards">
                {checks.map((check) => (
                    <article key={check.name} className={`card card-${TONES[check.status]}`}>
                        <header>
                            <h2>{check.name}</h2>
                            <Mark tone={TONES[check.status]}>{word("health.status", check.status)}</Mark>
                        </header>
                        <ul>
                            {check.messages.map((message) => (
                                <li key={message} dir="auto">
                                    <Told text={message} />
                                </li>
                            ))}
                        </ul>
                        <footer>
                            <Time value={check.checked} /> · {intl.formatNumber(check.millis)} ms
                        </footer>
                    </article>
                ))}
            </div>
        </Page>
    );
}
