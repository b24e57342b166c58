import { createTheme, MantineProvider } from "@mantine/core";
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { answer, api, connection } from "./api/client";
import { useKeptPreferences } from "./api/keptPreferences";
import { readSession, type Session, SessionProvider, signOutEverywhere } from "./api/session";
import { LanguageProvider } from "./i18n/LanguageProvider";
import { usePreferences } from "./preferences";
import { theme } from "./ui/palette.mjs";
import { Waiting } from "./ui/Waiting";

const SignIn = lazy(() => import("./pages/SignIn"));
const App = lazy(() => import("./App"));
const Enrol = lazy(() => import("./pages/Enrol"));

const mantine = createTheme(theme as Parameters<typeof createTheme>[0]);

type State = { kind: "asking" } | { kind: "out"; unreachable?: boolean } | { kind: "in"; session: Session };

/** The outermost: signed in or not. */
export function Console() {
    const { theme: scheme } = usePreferences();
    const [state, setState] = useState<State>({ kind: "asking" });
    const ask = useCallback(() => {
        readSession().then(
            (session) => setState(session ? { kind: "in", session } : { kind: "out" }),
            () => setState({ kind: "out", unreachable: true }),
        );
    }, []);
    useEffect(() => {
        connection.whenSignedOut(() => setState({ kind: "out" }));
        // what the session may do has changed: a second factor may be asked for by now
        connection.whenRefused(() =>
            readSession().then(
                (session) => session?.mustSetUpSecondFactor && setState({ kind: "in", session }),
                () => undefined,
            ),
        );
        ask();
    }, [ask]);
    useKeptPreferences(
        state.kind === "in" && !state.session.mustChangePassword && !state.session.mustSetUpSecondFactor
            ? state.session.user
            : undefined,
    );
    const vouched = state.kind === "in" && state.session.identityProvider !== undefined;
    const signOut = useCallback(() => {
        (vouched ? signOutEverywhere() : answer(api.DELETE("/session")).then(() => undefined))
            .catch(() => undefined)
            .then((there) => (there ? location.assign(there) : setState({ kind: "out" })));
    }, [vouched]);
    return (
        <LanguageProvider>
            <MantineProvider
                theme={mantine}
                defaultColorScheme="auto"
                forceColorScheme={scheme === "auto" ? undefined : scheme}
                withCssVariables={false}
                withGlobalClasses={false}
            >
                <Suspense fallback={<Waiting />}>
                    {state.kind === "asking" && <Waiting />}
                    {state.kind === "out" && (
                        <SignIn
                            unreachable={state.unreachable ?? false}
                            onSignedIn={(session) => setState({ kind: "in", session })}
                        />
                    )}
                    {state.kind === "in" &&
                        (state.session.mustChangePassword ? (
                            <SignIn change={state.session} unreachable={false} onSignedIn={ask} />
                        ) : (
                            <SessionProvider value={{ session: state.session, signOut }}>
                                {state.session.mustSetUpSecondFactor ? <Enrol onDone={ask} /> : <App />}
                            </SessionProvider>
                        ))}
                </Suspense>
            </MantineProvider>
        </LanguageProvider>
    );
}
