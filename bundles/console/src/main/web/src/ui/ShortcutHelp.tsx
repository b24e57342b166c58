import { Modal } from "@mantine/core";
import { useSay } from "../i18n/text";
import type { Place } from "./Frame";
import { useFocusBack, useTopmost } from "./focus";
import { pageKeys } from "./shortcuts";

/** The keys of the page, and those that work everywhere. */
export default function ShortcutHelp(props: { groups: { places: Place[] }[]; onClose: () => void }) {
    const say = useSay();
    useFocusBack();
    const close = useTopmost(props.onClose);
    const rows: [string[], string][] = [
        [["Ctrl", "K"], say("palette.open")],
        [["/"], say("palette.open")],
        [["?"], say("shortcuts.title")],
        ...pageKeys().map((one): [string[], string] => [[one.key], one.label]),
        ...props.groups
            .flatMap((group) => group.places)
            .filter((place) => place.letter)
            .map((place): [string[], string] => [["g", place.letter ?? ""], place.label]),
    ];
    return (
        <Modal
            opened
            onClose={close}
            title={say("shortcuts.title")}
            lockScroll={false}
            closeButtonProps={{ "aria-label": say("action.close") }}
        >
            <dl className="shortcuts">
                {rows.map(([keys, label]) => (
                    <div key={keys.join()}>
                        <dt>
                            {keys.map((key) => (
                                <kbd key={key}>{key}</kbd>
                            ))}
                        </dt>
                        <dd>{label}</dd>
                    </div>
                ))}
            </dl>
        </Modal>
    );
}
