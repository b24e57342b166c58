import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useIntl } from "react-intl";
import { answer, api, type Schema } from "../api/client";
import { useMay } from "../api/session";
import { useSay, useWord } from "../i18n/text";
import { useAddress } from "../ui/address";
import { DataTable } from "../ui/DataTable";
import { ConfirmDialog, SideSheet } from "../ui/Dialogs";
import { FileDrop } from "../ui/FileDrop";
import { Empty, Facts, Mark, Page } from "../ui/Page";
import { useChange, usePages } from "../ui/queries";
import { Time } from "../ui/Time";
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
                                {plugin.reason && (
                                    <div className="note" lang="en">
                                        {plugin.reason}
                                    </div>
                                )}
                                {plugin.waiting.length > 0 && (
                                    <div>
                                        <Mark tone="warn">
                                            {say("plugins.partsWait", { count: plugin.waiting.length })}
                                        </Mark>
                                        <div className="note" lang="en">
                                            {plugin.waiting[0].reason}
                                        </div>
                                    </div>
                                )}
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
    return (
        <FileDrop<Plugin>
            label={say("plugins.upload")}
            hint={say("plugins.upload.hint")}
            accept=".jar,.kar,.yaml,.yml"
            sending={(name) => say("plugins.sending", { name })}
            taking={(name) => say("plugins.starting", { name })}
            again={(name) => say("plugins.replace", { name })}
            address={(file, again) =>
                `/plugins?fileName=${encodeURIComponent(file.name)}${again ? "&replace=true" : ""}`
            }
            onTaken={onTaken}
            onSettled={() => {
                for (const key of ["plugins", "connectors", "pages"]) {
                    void client.invalidateQueries({ queryKey: [key] });
                }
            }}
        />
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
                {plugin.reason && (
                    <p className="note" lang="en">
                        {plugin.reason}
                    </p>
                )}
            </div>
            {plugin.waiting.length > 0 && (
                <section>
                    <h3 className="section">{say("plugins.waiting")}</h3>
                    <ul className="plain">
                        {plugin.waiting.map((part) => (
                            <li key={part.name}>
                                <strong>{part.name}</strong>: <span lang="en">{part.reason}</span>
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
