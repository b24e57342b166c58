import { createContext, type ReactNode, useContext } from "react";
import { answer, api, connection, type Schema } from "./client";
import { mayDo } from "./permissions";
import { ProblemError } from "./problem";

export type Session = Schema<"SessionDoorSessionView">;

/** Who is signed in; undefined when nobody is. */
export async function readSession(): Promise<Session | undefined> {
    try {
        const session = await answer(api.GET("/session"));
        connection.prove(session.csrf);
        return session;
    } catch (failure) {
        if (failure instanceof ProblemError && failure.problem.status === 401) return undefined;
        throw failure;
    }
}

/** @param code of the second factor, once it is known that one is needed */
export async function signIn(user: string, password: string, code?: string): Promise<Session> {
    const session = await answer(api.POST("/session", { body: { user, password, code } }));
    connection.prove(session.csrf);
    return session;
}

/** Signs out; gives the address where to sign out at the identity provider, too. */
export async function signOutEverywhere(): Promise<string | undefined> {
    return (await answer(api.POST("/sign-on/sign-out"))).location;
}

interface Signed {
    session: Session;
    signOut: () => void;
}

const SessionContext = createContext<Signed | undefined>(undefined);

export function SessionProvider({ value, children }: { value: Signed; children: ReactNode }) {
    return <SessionContext value={value}>{children}</SessionContext>;
}

export function useSession(): Signed {
    const signed = useContext(SessionContext);
    if (!signed) throw new Error("Nobody is signed in here");
    return signed;
}

/** Tells what the session may do somewhere; the server decides anyway. */
export function useMay(): (permission: string) => boolean {
    const { session } = useSession();
    return (permission) => mayDo(session, permission);
}
