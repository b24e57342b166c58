import { NativeSelect } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { api, type Schema } from "../api/client";
import { useSay, useWord } from "../i18n/text";
import { useAddress } from "../ui/address";
import { DataTable } from "../ui/DataTable";
import { DeliveryFacts } from "../ui/DeliveryFacts";
import { SideSheet } from "../ui/Dialogs";
import { FilterBar, FilterText } from "../ui/Filters";
import { Empty, Mark, Page } from "../ui/Page";
import { useOne, usePages } from "../ui/queries";
import { Time } from "../ui/Time";
import { Trouble } from "../ui/Trouble";
import { TONES } from "../ui/words";

type State = Schema<"Delivery">["state"];
const STATES: State[] = ["PENDING", "SENDING", "DELIVERED", "DEAD", "DISCARDED"];

/** Everything that leaves the house. */
export default function Deliveries() {
    const say = useSay();
    const word = useWord();
    const intl = useIntl();
    const { id, search, look, open } = useAddress("/deliveries");
    const figures = useOne(["deliveries", "figures"], () => api.GET("/deliveries/figures"), { refresh: () => 15_000 });
    const deliveries = usePages(
        ["deliveries", search],
        (cursor) =>
            api.GET("/deliveries", {
                params: {
                    query: {
                        cursor,
                        state: STATES.find((state) => state === search.state),
                        kind: search.kind,
                        adapter: search.adapter,
                        subject: search.subject,
                    },
                },
            }),
        15_000,
    );
    return (
        <Page
            wide
            title={say("deliveries.title")}
            lead={say("deliveries.lead")}
            actions={
                <Link to="/dead-letters" className="to-dead">
                    {say("home.dead", { count: figures.data?.dead ?? 0 })}
                </Link>
            }
        >
            {figures.data?.pauses.map((pause) => (
                <div key={pause.adapter} className="banner">
                    <Mark tone="warn">{say("home.pause", { adapter: pause.adapter })}</Mark>
                    <span>
                        {pause.error} {say("deliveries.until")} <Time value={pause.until} />
                    </span>
                </div>
            ))}
            <FilterBar>
                <NativeSelect
                    size="xs"
                    label={say("users.state")}
                    value={search.state ?? ""}
                    onChange={(event) => look({ state: event.currentTarget.value })}
                    data={[
                        { value: "", label: say("filter.any") },
                        ...STATES.map((state) => ({ value: state, label: word("delivery.state", state) })),
                    ]}
                />
                <FilterText label={say("deliveries.kind")} value={search.kind} onChange={(kind) => look({ kind })} />
                <FilterText
                    label={say("deliveries.adapter")}
                    value={search.adapter}
                    onChange={(adapter) => look({ adapter })}
                />
                <FilterText
                    label={say("deliveries.subject")}
                    value={search.subject}
                    onChange={(subject) => look({ subject })}
                />
            </FilterBar>
            <DataTable
                label={say("deliveries.title")}
                pages={deliveries}
                rowKey={(delivery) => delivery.id}
                selected={(delivery) => String(delivery.id) === id}
                empty={<Empty title={say("deliveries.none")} text={say("deliveries.none.text")} />}
                columns={[
                    {
                        label: say("deliveries.subject"),
                        cell: (delivery) => (
                            <Link
                                to="/deliveries/{-$id}"
                                params={{ id: String(delivery.id) }}
                                search={search as never}
                                className="cell-main"
                            >
                                <strong>{delivery.subject}</strong>
                                <span>{delivery.kind}</span>
                            </Link>
                        ),
                    },
                    {
                        label: say("users.state"),
                        cell: (delivery) => (
                            <Mark tone={TONES[delivery.state]}>{word("delivery.state", delivery.state)}</Mark>
                        ),
                    },
                    { label: say("deliveries.adapter"), extra: true, cell: (delivery) => delivery.adapter ?? "–" },
                    {
                        label: say("deliveries.attempts"),
                        number: true,
                        extra: true,
                        cell: (delivery) => intl.formatNumber(delivery.attempts),
                    },
                    { label: say("fact.created"), cell: (delivery) => <Time value={delivery.created} /> },
                ]}
            />
            {id !== undefined && <DeliverySheet key={id} id={Number(id)} onClose={() => open(undefined)} />}
        </Page>
    );
}

function DeliverySheet({ id, onClose }: { id: number; onClose: () => void }) {
    const say = useSay();
    const delivery = useOne(["deliveries", "one", id], () => api.GET("/deliveries/{id}", { params: { path: { id } } }));
    return (
        <SideSheet title={delivery.data?.subject ?? say("deliveries.one", { id })} onClose={onClose}>
            <Trouble error={delivery.error} onRetry={() => void delivery.refetch()} />
            {delivery.data && <DeliveryFacts delivery={delivery.data} />}
        </SideSheet>
    );
}
