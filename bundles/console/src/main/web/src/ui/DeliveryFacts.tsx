import { useIntl } from "react-intl";
import type { Schema } from "../api/client";
import { useSay, useWord } from "../i18n/text";
import { useAccounts, useRequester } from "./accounts";
import { Code } from "./Code";
import { Facts, Mark } from "./Page";
import { Time } from "./Time";
import { TONES } from "./words";

/** All there is to know of one delivery. */
export function DeliveryFacts({ delivery }: { delivery: Schema<"Delivery"> }) {
    const say = useSay();
    const word = useWord();
    const intl = useIntl();
    const { nameOf } = useAccounts();
    const requester = useRequester();
    return (
        <>
            <div>
                <Mark tone={TONES[delivery.state]}>{word("delivery.state", delivery.state)}</Mark>
                {delivery.error && (
                    <p className="note">
                        {delivery.category && <strong>{word("failure", delivery.category)}: </strong>}
                        {delivery.error}
                    </p>
                )}
            </div>
            <Facts
                items={[
                    [say("deliveries.kind"), delivery.kind],
                    [say("deliveries.adapter"), delivery.adapter],
                    [say("audit.account"), nameOf(delivery.accountId)],
                    [say("reports.by"), requester(delivery.requestedBy, delivery.requesterAccountId)],
                    [say("deliveries.attempts"), intl.formatNumber(delivery.attempts)],
                    [say("fact.created"), <Time key="c" value={delivery.created} />],
                    [say("deliveries.next"), <Time key="n" value={delivery.nextAttempt} />],
                    [say("deliveries.finished"), <Time key="f" value={delivery.finished} />],
                    [
                        say("deliveries.external"),
                        delivery.externalUrl?.startsWith("http") ? (
                            <a key="e" href={delivery.externalUrl} target="_blank" rel="noreferrer">
                                {delivery.externalId ?? delivery.externalUrl}
                            </a>
                        ) : (
                            delivery.externalId
                        ),
                    ],
                    [
                        say("deliveries.key"),
                        <code key="k" className="break">
                            {delivery.idempotencyKey}
                        </code>,
                    ],
                    [
                        say("deliveries.attachments"),
                        delivery.attachments.map((one) => one.name).join(", ") || undefined,
                    ],
                ]}
            />
            {delivery.payload !== undefined && <Code label={say("deliveries.payload")} text={delivery.payload} />}
        </>
    );
}
