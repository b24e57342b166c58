import { api } from "../api/client";
import { useSay, useWord } from "../i18n/text";
import { Empty, Page } from "../ui/Page";
import { useOne } from "../ui/queries";
import { Trouble } from "../ui/Trouble";
import { Waiting } from "../ui/Waiting";

/** The kinds of channels that the installed plugins bring. */
export default function Connectors() {
    const say = useSay();
    const word = useWord();
    const connectors = useOne(["connectors"], () => api.GET("/connectors"));
    return (
        <Page title={say("connectors.title")} lead={say("connectors.lead")}>
            <Trouble error={connectors.error} onRetry={() => void connectors.refetch()} />
            {connectors.isPending && <Waiting />}
            {connectors.data?.items.length === 0 && (
                <Empty title={say("connectors.none")} text={say("plugins.none.text")} />
            )}
            <div className="cards">
                {connectors.data?.items.map((connector) => (
                    <article key={connector.type} className="card stack">
                        <header>
                            <h2>{connector.title}</h2>
                            <code>{connector.type}</code>
                        </header>
                        <p className="quiet">{connector.description}</p>
                        <ul className="chips" aria-label={say("channels.abilities")}>
                            {connector.abilities.map((ability) => (
                                <li key={ability}>{word("ability", ability)}</li>
                            ))}
                        </ul>
                        <footer>
                            {connector.bundle} {connector.version}
                        </footer>
                    </article>
                ))}
                {connectors.data?.defects.map((defect) => (
                    <article key={`${defect.bundle} ${defect.version}`} className="card card-bad stack">
                        <header>
                            <h2>{defect.bundle}</h2>
                            <span className="quiet">{defect.version}</span>
                        </header>
                        <p>{defect.reason}</p>
                    </article>
                ))}
            </div>
        </Page>
    );
}
