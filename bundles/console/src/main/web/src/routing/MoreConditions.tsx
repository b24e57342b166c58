import { Checkbox, NativeSelect, TextInput, type TextInputProps } from "@mantine/core";
import { useSay } from "../i18n/text";
import { useChannels } from "../ui/channels";
import type { Draft } from "./draft";

const HISTORY = ["NEW_CONTACT", "KNOWN_CONTACT", "HAD_LEAD", "HAD_TICKET"] as const;

interface Props {
    draft: Draft;
    set: (changes: Partial<Draft>) => void;
    text: (field: "networks" | "contacts", hint?: string) => TextInputProps;
}

/** Who says it, where and when; open when any of it counts. */
export function MoreConditions({ draft, set, text }: Props) {
    const say = useSay();
    const channels = useChannels();
    const sets = draft.anyOf.length + draft.noneOf.length;
    const counts =
        draft.channelIds.length > 0 ||
        draft.networks !== "" ||
        draft.contacts !== "" ||
        draft.hours !== "" ||
        draft.history.length > 0 ||
        sets > 0;
    return (
        <details className="group" open={counts || undefined}>
            <summary>{say("routing.more")}</summary>
            <TextInput label={say("routing.contacts")} {...text("contacts", say("routing.contacts.hint"))} />
            <div className="pair">
                <TextInput label={say("routing.networks")} placeholder="mastodon, bluesky" {...text("networks")} />
                <NativeSelect
                    label={say("routing.hours")}
                    value={draft.hours}
                    data={[
                        { value: "", label: say("filter.any") },
                        { value: "OPEN", label: say("routing.hours.OPEN") },
                        { value: "CLOSED", label: say("routing.hours.CLOSED") },
                    ]}
                    onChange={(event) => set({ hours: event.currentTarget.value as Draft["hours"] })}
                />
            </div>
            <Checkbox.Group
                label={say("routing.history")}
                value={draft.history}
                onChange={(history) => set({ history: history as Draft["history"] })}
            >
                <div className="choices">
                    {HISTORY.map((known) => (
                        <Checkbox key={known} value={known} label={say(`routing.history.${known}`)} />
                    ))}
                </div>
            </Checkbox.Group>
            {channels.items.length > 0 && (
                <Checkbox.Group
                    label={say("routing.channels")}
                    value={draft.channelIds}
                    onChange={(channelIds) => set({ channelIds })}
                >
                    <div className="choices choices-long">
                        {channels.items.map((one) => (
                            <Checkbox key={one.id} value={one.id} label={one.name} />
                        ))}
                    </div>
                </Checkbox.Group>
            )}
            {sets > 0 && <p className="quiet">{say("routing.sets", { count: sets })}</p>}
        </details>
    );
}
