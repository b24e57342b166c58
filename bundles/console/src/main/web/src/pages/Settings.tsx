import { Button, NativeSelect, PasswordInput, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { answer, api } from "../api/client";
import { usePreferencesFailure } from "../api/keptPreferences";
import { useSession } from "../api/session";
import { useSay } from "../i18n/text";
import { isLanguage, isZone, LANGUAGES, preferences, usePreferences } from "../preferences";
import { fieldError } from "../ui/Dialogs";
import { IdentityLinks } from "../ui/IdentityLinks";
import { Facts, Page } from "../ui/Page";
import { useChange } from "../ui/queries";
import { SecondFactor } from "../ui/SecondFactor";
import { Sessions } from "../ui/Sessions";
import { Time } from "../ui/Time";
import { Trouble } from "../ui/Trouble";
import { toast } from "../ui/toast";
import { ZoneInput } from "../ui/ZoneInput";

/** What is mine: how the console speaks and looks, and my password. */
export default function Settings() {
    const say = useSay();
    const { language, theme, zone } = usePreferences();
    const { session } = useSession();
    const failure = usePreferencesFailure();
    const [typed, setTyped] = useState(zone);
    return (
        <Page title={say("settings.title")} lead={say("settings.lead")}>
            <div className="cards cards-wide">
                <section className="card stack" aria-labelledby="look">
                    <h2 id="look">{say("settings.look")}</h2>
                    <Trouble error={failure} />
                    <NativeSelect
                        label={say("settings.language")}
                        value={language}
                        onChange={(event) => {
                            const chosen = event.currentTarget.value;
                            if (isLanguage(chosen)) preferences.change({ language: chosen });
                        }}
                        data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
                    />
                    <ZoneInput
                        label={say("settings.zone")}
                        value={typed}
                        error={isZone(typed) ? undefined : say("settings.zone.unknown")}
                        onChange={(wanted) => {
                            setTyped(wanted);
                            if (isZone(wanted)) preferences.change({ zone: wanted });
                        }}
                    />
                    <div>
                        <span className="label" id="theme">
                            {say("settings.theme")}
                        </span>
                        <SegmentedControl
                            fullWidth
                            aria-labelledby="theme"
                            value={theme}
                            onChange={(chosen) => preferences.change({ theme: chosen as typeof theme })}
                            data={[
                                { value: "auto", label: say("settings.theme.auto") },
                                { value: "light", label: say("settings.theme.light") },
                                { value: "dark", label: say("settings.theme.dark") },
                            ]}
                        />
                    </div>
                </section>
                <ChangePassword />
                <SecondFactor />
                <IdentityLinks writable />
                <Sessions />
                <section className="card stack" aria-labelledby="me">
                    <h2 id="me">{say("settings.me")}</h2>
                    <Facts
                        items={[
                            [say("signin.user"), session.user],
                            [say("users.roles"), session.roles.join(", ")],
                            [say("settings.expires"), <Time key="e" value={session.expires} />],
                        ]}
                    />
                </section>
            </div>
        </Page>
    );
}

function ChangePassword() {
    const say = useSay();
    const { session } = useSession();
    const empty = { currentPassword: "", newPassword: "" };
    const [draft, setDraft] = useState(empty);
    const change = useChange(() =>
        answer(api.PUT("/users/{name}/password", { params: { path: { name: session.user } }, body: draft })),
    );
    return (
        <form
            className="card stack"
            aria-labelledby="password"
            onSubmit={(event) => {
                event.preventDefault();
                change.mutate(undefined, {
                    onSuccess: () => {
                        setDraft(empty);
                        toast(say("settings.password.done"));
                    },
                });
            }}
        >
            <h2 id="password">{say("settings.password")}</h2>
            <input type="text" autoComplete="username" value={session.user} readOnly hidden />
            <PasswordInput
                label={say("renew.current")}
                autoComplete="current-password"
                value={draft.currentPassword}
                error={fieldError(change.error, "currentPassword")}
                onChange={(event) => setDraft({ ...draft, currentPassword: event.currentTarget.value })}
                visibilityToggleButtonProps={{ "aria-label": say("signin.show") }}
            />
            <PasswordInput
                label={say("renew.new")}
                description={say("renew.rule")}
                autoComplete="new-password"
                value={draft.newPassword}
                error={fieldError(change.error, "newPassword")}
                onChange={(event) => setDraft({ ...draft, newPassword: event.currentTarget.value })}
                visibilityToggleButtonProps={{ "aria-label": say("signin.show") }}
            />
            <Trouble error={change.error} />
            <div className="row">
                <Button
                    type="submit"
                    loading={change.isPending}
                    disabled={draft.currentPassword === "" || draft.newPassword === ""}
                >
                    {say("renew.submit")}
                </Button>
            </div>
        </form>
    );
}
