import { useSay } from "../i18n/text";
import { useAccounts } from "./accounts";

export interface RightsChange {
    user: string;
    accountId: string;
    gained: boolean;
    permissions: string[];
}

/** Who gains and who loses what, for which account. */
export function RightsChanges({ changes }: { changes: RightsChange[] }) {
    const say = useSay();
    const { nameOf } = useAccounts();
    if (changes.length === 0) return <p className="note">{say("change.nobody")}</p>;
    return (
        <ul className="outputs">
            {changes.map((one) => (
                <li key={`${one.user} ${one.accountId} ${one.gained}`}>
                    <span>
                        <strong>
                            {say(one.gained ? "change.gains" : "change.loses", {
                                user: one.user,
                                account: nameOf(one.accountId),
                            })}
                        </strong>
                        <span className="quiet">{one.permissions.join(", ")}</span>
                    </span>
                </li>
            ))}
        </ul>
    );
}
