import { Button, Progress } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type DragEvent, useRef, useState } from "react";
import { useIntl } from "react-intl";
import { answer, api, type Schema } from "../api/client";
import { ProblemError } from "../api/problem";
import { useMay } from "../api/session";
import { upload } from "../api/upload";
import { useSay, useWord } from "../i18n/text";
import { useAddress } from "../ui/address";
import { DataTable } from "../ui/DataTable";
import { ConfirmDialog, SideSheet } from "../ui/Dialogs";
import { Empty, Facts, Mark, Page } from "../ui/Page";
import { useChange, usePages } from "../ui/queries";
import { Time } from "../ui/Time";
import { Trouble } from "../ui/Trouble";
import { toast } from "../ui/toast";
import { bytes, TONES } from "../ui/words";

type Plugin = Schema<"Plugin">;

/** What was added to the running server. */
export default function Plugins() {
    const say = useSay();
    const word = useWord();
    const may = useMay();
    const address = useAddress("/plugins");
    const plugins = usePages(["plugins"], () => api.GET("/plugins"), 5_000);
    const chosen = plugins.items?.find((one) => one.name === address.id);
    return (
        <Page title={say("plugins.title")} lead={say("plugins.lead")}>
            {may("plugins:install") && <Drop onTaken={(plugin) => address.open(plugin.name)} />}
            <DataTable
                label={say("plugins.title")}
                pages={plugins}
                rowKey={(plugin) => plugin.name}
                selected={(plugin) => plugin.name === address.id}
                empty={<Empty title={say("plugins.none")} text={say("plugins.none.text")} />}
                columns={[
                    {
                        label: say("plugins.file"),
                        cell: (plugin) => (
                            <Link to="/plugins/{-$id}" params={{ id: plugin.name }} className="cell-main">
                                <strong>{plugin.name}</strong>
                                {plugin.symbolicName && (
                                    <span>
                                        {plugin.symbolicName} {plugin.version}
                                    </span>
                                )}
                            </Link>
                        ),
                    },
                    {
                        label: say("users.state"),
                        cell: (plugin) => (
                            <div>
                                <Mark tone={TONES[plugin.state] ?? "quiet"}>{word("plugin.state", plugin.state)}</Mark>
                                {plugin.reason && <div className="note">{plugin.reason}</div>}
                            </div>
                        ),
                    },
                    { label: say("plugins.since"), extra: true, cell: (plugin) => <Time value={plugin.since} /> },
                ]}
            />
            {chosen && <PluginSheet plugin={chosen} onClose={() => address.open(undefined)} />}
        </Page>
    );
}

function Drop({ onTaken }: { onTaken: (plugin: Plugin) => void }) {
    const say = useSay();
    const client = useQueryClient();
    const input = useRef<HTMLInputElement>(null);
    const [busy, setBusy] = useState<{ name: string; part: number }>();
    const [error, setError] = useState<unknown>();
    const [refused, setRefused] = useState<File>();
    const send = (file: File, replace: boolean) => {
        setError(undefined);
        setRefused(undefined);
        setBusy({ name: file.name, part: 0 });
        upload<Plugin>(
            `/plugins?fileName=${encodeURIComponent(file.name)}${replace ? "&replace=true" : ""}`,
            file,
            (part) => setBusy({ name: file.name, part }),
        )
            .then(onTaken)
            .catch((failure) => {
                setError(failure);
                if (!replace && failure instanceof ProblemError && failure.problem.status === 409) setRefused(file);
            })
            .finally(() => {
                setBusy(undefined);
                void client.invalidateQueries({ queryKey: ["plugins"] });
                void client.invalidateQueries({ queryKey: ["connectors"] });
                void client.invalidateQueries({ queryKey: ["pages"] });
            });
    };
    const onDrop = (event: DragEvent) => {
        event.preventDefault();
        const file = event.dataTransfer.files[0];
        if (file && !busy) send(file, false);
    };
    return (
        <div className="stack">
            <section
                className="drop"
                aria-label={say("plugins.upload")}
                onDragOver={(event) => event.preventDefault()}
                onDrop={onDrop}
            >
                {busy ? (
                    <div className="drop-progress" role="status">
                        <span>{say(busy.part < 1 ? "plugins.sending" : "plugins.starting", { name: busy.name })}</span>
                        <Progress value={busy.part * 100} animated={busy.part >= 1} aria-label={busy.name} />
                    </div>
                ) : (
                    <>
                        <Button leftSection={<IconUpload size={16} />} onClick={() => input.current?.click()}>
                            {say("plugins.upload")}
                        </Button>
                        <span className="quiet">{say("plugins.upload.hint")}</span>
                    </>
                )}
                <input
                    ref={input}
                    type="file"
                    accept=".jar,.kar,.yaml,.yml"
                    hidden
                    onChange={(event) => {
                        const file = event.currentTarget.files?.[0];
                        if (file) send(file, false);
                        event.currentTarget.value = "";
                    }}
                />
            </section>
            <Trouble error={error} />
            {refused && (
                <div>
                    <Button variant="default" onClick={() => send(refused, true)}>
                        {say("plugins.replace", { name: refused.name })}
                    </Button>
                </div>
            )}
        </div>
    );
}

function PluginSheet({ plugin, onClose }: { plugin: Plugin; onClose: () => void }) {
    const say = useSay();
    const word = useWord();
    const intl = useIntl();
    const may = useMay();
    const [asking, setAsking] = useState(false);
    const remove = useChange(
        () => answer(api.DELETE("/plugins/{name}", { params: { path: { name: plugin.name } } })),
        ["plugins"],
        ["connectors"],
        ["pages"],
    );
    return (
        <SideSheet title={plugin.name} onClose={onClose}>
            <div>
                <Mark tone={TONES[plugin.state] ?? "quiet"}>{word("plugin.state", plugin.state)}</Mark>
                {plugin.reason && <p className="note">{plugin.reason}</p>}
            </div>
            {plugin.waiting.length > 0 && (
                <section>
                    <h3 className="section">{say("plugins.waiting")}</h3>
                    <ul className="plain">
                        {plugin.waiting.map((part) => (
                            <li key={part.name}>
                                <strong>{part.name}</strong>: {part.reason}
                            </li>
                        ))}
                    </ul>
                </section>
            )}
            <Facts
                items={[
                    [say("plugins.kind"), word("plugin.kind", plugin.kind)],
                    [say("plugins.name"), plugin.symbolicName && `${plugin.symbolicName} ${plugin.version ?? ""}`],
                    [say("plugins.brings"), plugin.brings.join(", ") || undefined],
                    [say("plugins.since"), <Time key="s" value={plugin.since} />],
                    [say("plugins.size"), bytes(intl.locale, plugin.bytes)],
                    [
                        "SHA-256",
                        <code key="h" className="break">
                            {plugin.sha256}
                        </code>,
                    ],
                ]}
            />
            {may("plugins:install") && (
                <div>
                    <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
                        {say("action.remove")}
                    </Button>
                </div>
            )}
            {asking && (
                <ConfirmDialog
                    title={say("plugins.remove")}
                    text={say("plugins.remove.text", { name: plugin.name })}
                    submit={say("action.remove")}
                    onClose={() => setAsking(false)}
                    onSubmit={async () => {
                        await remove.mutateAsync(undefined);
                        toast(say("done.removed"));
                        onClose();
                    }}
                />
            )}
        </SideSheet>
    );
}
