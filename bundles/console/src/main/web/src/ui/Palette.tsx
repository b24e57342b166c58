import { Modal, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useState } from "react";
import { useSay } from "../i18n/text";
import type { Place } from "./Frame";
import { useFocusBack, useTopmost } from "./focus";
import { matches } from "./search";

/** Goes anywhere by a few letters. */
export default function Palette(props: { groups: { label: string; places: Place[] }[]; onClose: () => void }) {
    const say = useSay();
    useFocusBack();
    const close = useTopmost(props.onClose);
    const navigate = useNavigate();
    const [words, setWords] = useState("");
    const [chosen, setChosen] = useState(0);
    const found = props.groups
        .flatMap((group) => group.places.map((place) => ({ ...place, group: group.label })))
        .filter((place) => matches(`${place.label} ${place.group}`, words));
    const at = Math.min(chosen, found.length - 1);
    const go = (place: Place | undefined) => {
        if (!place) return;
        props.onClose();
        void navigate({ to: place.to });
    };
    const onKeyDown = (event: KeyboardEvent) => {
        if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            setChosen(Math.max(0, Math.min(found.length - 1, at + (event.key === "ArrowDown" ? 1 : -1))));
        } else if (event.key === "Enter") {
            event.preventDefault();
            go(found[at]);
        }
    };
    return (
        <Modal
            opened
            onClose={close}
            withCloseButton={false}
            lockScroll={false}
            aria-label={say("palette.open")}
            yOffset="12vh"
        >
            <TextInput
                data-autofocus
                size="md"
                role="combobox"
                aria-expanded
                aria-controls="palette-places"
                aria-activedescendant={at >= 0 ? `palette-${at}` : undefined}
                aria-label={say("palette.open")}
                placeholder={say("palette.hint")}
                value={words}
                onChange={(event) => {
                    setWords(event.currentTarget.value);
                    setChosen(0);
                }}
                onKeyDown={onKeyDown}
            />
            <div id="palette-places" role="listbox" aria-label={say("nav.main")} className="palette-list">
                {found.map((place, i) => (
                    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are taken by the field above
                    // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field above
                    <div
                        key={place.to}
                        id={`palette-${i}`}
                        role="option"
                        aria-selected={i === at}
                        onClick={() => go(place)}
                    >
                        <place.icon size={18} stroke={1.7} />
                        <span>{place.label}</span>
                        <small>{place.group}</small>
                    </div>
                ))}
                {found.length === 0 && <p className="quiet">{say("palette.none")}</p>}
            </div>
        </Modal>
    );
}
