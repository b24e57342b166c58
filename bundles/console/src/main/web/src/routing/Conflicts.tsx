import { api } from "../api/client";
import { useSay } from "../i18n/text";
import { usePages } from "../ui/queries";
import type { Rule } from "./draft";

/** What does not fit in the rules; nothing when all does. */
export function Conflicts({ rules }: { rules: Rule[] }) {
    const say = useSay();
    const conflicts = usePages(["routing-rules", "conflicts"], () => api.GET("/routing-rules/conflicts"));
    if (!conflicts.items?.length) return null;
    const name = (id: number | undefined) => rules.find((rule) => rule.id === id)?.name ?? "";
    return (
        <section className="notice" aria-label={say("routing.conflicts")}>
            <strong>{say("routing.conflicts")}</strong>
            <ul>
                {conflicts.items.map((conflict) => (
                    <li key={`${conflict.kind} ${conflict.rules.join(" ")}`}>
                        {say(`routing.conflict.${conflict.kind}`, {
                            first: name(conflict.rules[0]),
                            second: name(conflict.rules[1]),
                            detail: conflict.detail,
                        })}
                    </li>
                ))}
            </ul>
        </section>
    );
}
