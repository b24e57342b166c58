import { Alert, Button, PasswordInput, TextInput } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { answer, api, type Schema } from "../api/client";
import { useSession } from "../api/session";
import { useSay } from "../i18n/text";
import { fieldError } from "./Dialogs";
import { Facts, Mark } from "./Page";
import { useChange, useOne } from "./queries";
import { Time } from "./Time";
import { Trouble } from "./Trouble";
import { toast } from "./toast";

const QrCode = lazy(() => import("./QrCode"));

type Secret = Schema<"SecondFactorSecret">;

/**
 * My codes of an authenticator app: set up, renewed, given up.
 *
 * @param props onDone when one was set up and the recovery codes are kept
 */
export function SecondFactor({ onDone }: { onDone?: () => void }) {
    const say = useSay();
    const factor = useOne(["second-factor"], () => api.GET("/second-factor"));
    const [begun, setBegun] = useState<Secret>();
    const [codes, setCodes] = useState<string[]>();
    return (
        <section className="card stack" aria-labelledby="factor">
            <h2 id="factor">{say("factor.title")}</h2>
            <p className="quiet">{say("factor.lead")}</p>
            <Trouble error={factor.error} onRetry={() => void factor.refetch()} />
            {codes && (
                <RecoveryCodes
                    codes={codes}
                    onDone={() => {
                        setCodes(undefined);
                        onDone?.();
                    }}
                />
            )}
            {factor.data && !factor.data.active && !begun && <Begin onBegun={setBegun} />}
            {factor.data && !factor.data.active && begun && (
                <Confirm
                    secret={begun}
                    onDone={(recovery) => {
                        setBegun(undefined);
                        setCodes(recovery);
                    }}
                />
            )}
            {factor.data?.active && !codes && (
                <>
                    <Facts
                        items={[
                            [
                                say("users.state"),
                                <Mark key="s" tone="good">
                                    {say("factor.on")}
                                </Mark>,
                            ],
                            [say("factor.since"), <Time key="t" value={factor.data.since} />],
                            [say("factor.left"), String(factor.data.recoveryCodes)],
                        ]}
                    />
                    <Change onCodes={setCodes} />
                </>
            )}
        </section>
    );
}

function PasswordField(props: { value: string; error?: string; onChange: (value: string) => void }) {
    const say = useSay();
    const { session } = useSession();
    return (
        <>
            <input type="text" autoComplete="username" value={session.user} readOnly hidden />
            <PasswordInput
                label={say("renew.current")}
                autoComplete="current-password"
                value={props.value}
                error={props.error}
                onChange={(event) => props.onChange(event.currentTarget.value)}
                visibilityToggleButtonProps={{ "aria-label": say("signin.show") }}
            />
        </>
    );
}

function CodeField(props: { value: string; error?: string; onChange: (value: string) => void }) {
    const say = useSay();
    return (
        <TextInput
            label={say("factor.code")}
            autoComplete="one-time-code"
            spellCheck={false}
            value={props.value}
            error={props.error}
            onChange={(event) => props.onChange(event.currentTarget.value)}
        />
    );
}

function Begin({ onBegun }: { onBegun: (secret: Secret) => void }) {
    const say = useSay();
    const [password, setPassword] = useState("");
    const begin = useChange(() => answer(api.POST("/second-factor", { body: { currentPassword: password } })));
    return (
        <form
            className="stack"
            onSubmit={(event) => {
                event.preventDefault();
                begin.mutate(undefined, { onSuccess: (secret) => secret && onBegun(secret) });
            }}
        >
            <PasswordField value={password} error={fieldError(begin.error, "currentPassword")} onChange={setPassword} />
            <Trouble error={begin.error} />
            <div className="row">
                <Button type="submit" loading={begin.isPending} disabled={password === ""}>
                    {say("factor.begin")}
                </Button>
            </div>
        </form>
    );
}

function Confirm({ secret, onDone }: { secret: Secret; onDone: (codes: string[]) => void }) {
    const say = useSay();
    const [code, setCode] = useState("");
    const confirm = useChange(
        () => answer(api.POST("/second-factor/confirmation", { body: { code } })),
        ["second-factor"],
    );
    return (
        <form
            className="stack"
            onSubmit={(event) => {
                event.preventDefault();
                confirm.mutate(undefined, { onSuccess: (made) => made && onDone(made.recoveryCodes) });
            }}
        >
            <p>{say("factor.scan")}</p>
            <Suspense fallback={<div className="qr" />}>
                <QrCode text={secret.uri} label={say("factor.qr")} />
            </Suspense>
            <Facts items={[[say("factor.secret"), <code key="s">{secret.secret.replace(/(.{4})/g, "$1 ")}</code>]]} />
            <CodeField value={code} error={fieldError(confirm.error, "code")} onChange={setCode} />
            <Trouble error={confirm.error} />
            <div className="row">
                <Button type="submit" loading={confirm.isPending} disabled={code.trim() === ""}>
                    {say("factor.confirm")}
                </Button>
            </div>
        </form>
    );
}

function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
    const say = useSay();
    return (
        <>
            <Alert color="yellow" variant="light" title={say("factor.codes")}>
                {say("factor.codes.text")}
            </Alert>
            <ul className="chips" aria-label={say("factor.codes")}>
                {codes.map((code) => (
                    <li key={code}>
                        <code>{code}</code>
                    </li>
                ))}
            </ul>
            <div className="row">
                <Button variant="default" onClick={() => void navigator.clipboard?.writeText(codes.join("\n"))}>
                    {say("action.copy")}
                </Button>
                <Button onClick={onDone}>{say("factor.kept")}</Button>
            </div>
        </>
    );
}

function Change({ onCodes }: { onCodes: (codes: string[]) => void }) {
    const say = useSay();
    const [password, setPassword] = useState("");
    const [code, setCode] = useState("");
    const clear = () => {
        setPassword("");
        setCode("");
    };
    const body = { currentPassword: password, code };
    const renew = useChange(() => answer(api.POST("/second-factor/recovery-codes", { body })), ["second-factor"]);
    const remove = useChange(() => answer(api.POST("/second-factor/removal", { body })), ["second-factor"]);
    const error = renew.error ?? remove.error;
    const empty = password === "" || code.trim() === "";
    return (
        <form
            className="stack"
            onSubmit={(event) => {
                event.preventDefault();
                remove.reset();
                renew.mutate(undefined, {
                    onSuccess: (made) => {
                        clear();
                        if (made) onCodes(made.recoveryCodes);
                    },
                });
            }}
        >
            <PasswordField value={password} error={fieldError(error, "currentPassword")} onChange={setPassword} />
            <CodeField value={code} error={fieldError(error, "code")} onChange={setCode} />
            <Trouble error={error} />
            <div className="row">
                <Button type="submit" variant="default" loading={renew.isPending} disabled={empty}>
                    {say("factor.renew")}
                </Button>
                <Button
                    variant="subtle"
                    color="red"
                    loading={remove.isPending}
                    disabled={empty}
                    onClick={() => {
                        renew.reset();
                        remove.mutate(undefined, {
                            onSuccess: () => {
                                clear();
                                toast(say("done.removed"));
                            },
                        });
                    }}
                >
                    {say("factor.remove")}
                </Button>
            </div>
        </form>
    );
}
