import { Alert, Button, NativeSelect, PasswordInput, TextInput } from "@mantine/core";
import "@mantine/core/styles/UnstyledButton.css";
import "@mantine/core/styles/Button.css";
import "@mantine/core/styles/Input.css";
import "@mantine/core/styles/InlineInput.css";
import "@mantine/core/styles/PasswordInput.css";
import "@mantine/core/styles/ActionIcon.css";
import "@mantine/core/styles/CloseButton.css";
import "@mantine/core/styles/Alert.css";
import "@mantine/core/styles/Loader.css";
import "./signin.css";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { answer, api, type Schema } from "../api/client";
import { type Problem, problemOf } from "../api/problem";
import { type Session, signIn } from "../api/session";
import { type Say, useSay, useWord } from "../i18n/text";
import { isLanguage, LANGUAGES, preferences, usePreferences } from "../preferences";

interface Props {
    /** Who has to replace a one-time password; absent when nobody is signed in. */
    change?: Session;
    unreachable: boolean;
    onSignedIn: (session: Session) => void;
}

export default function SignIn({ change, unreachable, onSignedIn }: Props) {
    const say = useSay();
    const { language } = usePreferences();
    const [renewing, setRenewing] = useState<{ session: Session; password?: string } | undefined>(
        change && { session: change },
    );
    useEffect(() => {
        document.title = `${say("signin.title")} · Rostrum`;
    }, [say]);
    return (
        <div className="signin">
            <aside className="signin-side" aria-hidden="true">
                <img src="/console/icon.svg" alt="" width="40" height="40" />
                <p className="signin-claim">{say("signin.claim")}</p>
            </aside>
            <main className="signin-main">
                {renewing ? (
                    <Renew key="renew" {...renewing} onDone={onSignedIn} />
                ) : (
                    <Enter
                        unreachable={unreachable}
                        onEntered={(session, password) =>
                            session.mustChangePassword ? setRenewing({ session, password }) : onSignedIn(session)
                        }
                    />
                )}
                <NativeSelect
                    className="signin-language"
                    size="xs"
                    variant="unstyled"
                    aria-label={say("settings.language")}
                    value={language}
                    onChange={(event) => {
                        const chosen = event.currentTarget.value;
                        if (isLanguage(chosen)) preferences.change({ language: chosen });
                    }}
                    data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
                />
            </main>
        </div>
    );
}

function Enter(props: { unreachable: boolean; onEntered: (session: Session, password: string) => void }) {
    const say = useSay();
    const [user, setUser] = useState("");
    const [password, setPassword] = useState("");
    const signOnTrouble = useSignOnTrouble();
    const [code, setCode] = useState<string>();
    const { busy, problem, submit } = useSubmit(async () => {
        try {
            props.onEntered(await signIn(user.trim(), password, code), password);
        } catch (failure) {
            const told = problemOf(failure);
            if (told.status !== 401 || told.field !== "code") throw failure;
            // the password was right: what is missing or wrong is the code
            setCode("");
            if (code !== undefined) throw failure;
        }
    });
    return (
        <form onSubmit={submit} className="signin-form" noValidate>
            <h1>{say("signin.title")}</h1>
            {props.unreachable && !problem && <Trouble title={say("problem.unreachable")} />}
            {problem && <Trouble title={enterTrouble(say, problem)} />}
            {signOnTrouble && !problem && <Trouble title={signOnTrouble} />}
            <TextInput
                label={say("signin.user")}
                name="username"
                autoComplete="username"
                autoFocus
                required
                withAsterisk={false}
                value={user}
                onChange={(event) => setUser(event.currentTarget.value)}
            />
            <PasswordInput
                label={say("signin.password")}
                name="password"
                autoComplete="current-password"
                required
                withAsterisk={false}
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
                visibilityToggleButtonProps={{ "aria-label": say("signin.show") }}
            />
            {code !== undefined && (
                <TextInput
                    label={say("factor.code")}
                    description={say("factor.code.hint")}
                    name="code"
                    autoComplete="one-time-code"
                    spellCheck={false}
                    autoFocus
                    value={code}
                    onChange={(event) => setCode(event.currentTarget.value)}
                />
            )}
            <Button type="submit" fullWidth loading={busy} disabled={code?.trim() === ""}>
                {say("signin.submit")}
            </Button>
            <Choices />
        </form>
    );
}

type Choice = Schema<"SignOnDoorChoice">;

/** Through whom else one can sign in; leads back to the page that was wanted. */
function Choices() {
    const say = useSay();
    const [choices, setChoices] = useState<Choice[]>([]);
    useEffect(() => {
        // without an answer there is still the password
        answer(api.GET("/sign-on")).then(
            (found) => setChoices(found.items),
            () => undefined,
        );
    }, []);
    if (choices.length === 0) return null;
    return (
        <div className="signin-choices">
            <p className="signin-or">
                <span>{say("signin.or")}</span>
            </p>
            {choices.map((choice) => (
                <Button
                    key={choice.id}
                    component="a"
                    variant="default"
                    fullWidth
                    href={`/api/v1/sign-on/${choice.id}?returnTo=${encodeURIComponent(location.pathname + location.search)}`}
                >
                    {say("signin.with", { name: choice.displayName })}
                </Button>
            ))}
        </div>
    );
}

/** Why a sign-in through somebody else did not succeed; it stands in the address once. */
function useSignOnTrouble(): string | undefined {
    const word = useWord();
    const [code] = useState(() => new URLSearchParams(location.search).get("signOn"));
    useEffect(() => {
        if (code) history.replaceState(history.state, "", location.pathname);
    }, [code]);
    if (!code) return undefined;
    const said = word("signon", code);
    // anybody can write anything into an address
    return said === code ? word("signon", "refused") : said;
}

function enterTrouble(say: Say, problem: Problem): string {
    if (problem.status === 401) return say(problem.field === "code" ? "factor.wrong" : "signin.wrong");
    if (problem.status === 429) return say("signin.slow");
    if (problem.status === 0) return say("problem.unreachable");
    return [problem.detail, problem.remedy].filter(Boolean).join(" ");
}

/** Replaces a password that was good for this one thing. */
function Renew(props: { session: Session; password?: string; onDone: (session: Session) => void }) {
    const say = useSay();
    const [current, setCurrent] = useState(props.password ?? "");
    const [wanted, setWanted] = useState("");
    const [again, setAgain] = useState("");
    const differ = again !== "" && again !== wanted;
    const { busy, problem, submit } = useSubmit(async () => {
        await answer(
            api.PUT("/users/{name}/password", {
                params: { path: { name: props.session.user } },
                body: { currentPassword: current, newPassword: wanted },
            }),
        );
        props.onDone({ ...props.session, mustChangePassword: false });
        // what the session may do has grown
        location.reload();
    });
    return (
        <form onSubmit={submit} className="signin-form" noValidate>
            <h1>{say("renew.title")}</h1>
            <p className="signin-why">{say("renew.why")}</p>
            {problem && <Trouble title={[problem.detail, problem.remedy].filter(Boolean).join(" ")} />}
            <input type="text" name="username" autoComplete="username" value={props.session.user} readOnly hidden />
            {props.password === undefined && (
                <PasswordInput
                    label={say("renew.current")}
                    autoComplete="current-password"
                    value={current}
                    onChange={(event) => setCurrent(event.currentTarget.value)}
                    visibilityToggleButtonProps={{ "aria-label": say("signin.show") }}
                />
            )}
            <PasswordInput
                label={say("renew.new")}
                description={say("renew.rule")}
                name="new-password"
                autoComplete="new-password"
                autoFocus
                value={wanted}
                onChange={(event) => setWanted(event.currentTarget.value)}
                visibilityToggleButtonProps={{ "aria-label": say("signin.show") }}
            />
            <PasswordInput
                label={say("renew.again")}
                name="new-password-again"
                autoComplete="new-password"
                value={again}
                error={differ ? say("renew.differ") : undefined}
                onChange={(event) => setAgain(event.currentTarget.value)}
                visibilityToggleButtonProps={{ "aria-label": say("signin.show") }}
            />
            <Button
                type="submit"
                fullWidth
                loading={busy}
                disabled={current === "" || wanted === "" || again !== wanted}
            >
                {say("renew.submit")}
            </Button>
        </form>
    );
}

function Trouble({ title }: { title: string }) {
    const ref = useRef<HTMLDivElement>(null);
    useEffect(() => ref.current?.focus(), []);
    return (
        <Alert ref={ref} color="red" variant="light" role="alert" tabIndex={-1}>
            {title}
        </Alert>
    );
}

function useSubmit(action: () => Promise<void>) {
    const [busy, setBusy] = useState(false);
    const [problem, setProblem] = useState<Problem>();
    const submit = (event: FormEvent) => {
        event.preventDefault();
        setBusy(true);
        setProblem(undefined);
        action()
            .catch((failure) => setProblem(problemOf(failure)))
            .finally(() => setBusy(false));
    };
    return { busy, problem, submit };
}
