import "../ui/mantine.css";
import "../ui/frame.css";
import "./signin.css";
import { Button } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useSession } from "../api/session";
import { useSay } from "../i18n/text";
import { SecondFactor } from "../ui/SecondFactor";
import { Toasts } from "../ui/toast";

/** For who must have a second factor and has none: nothing else is allowed before. */
export default function Enrol({ onDone }: { onDone: () => void }) {
    const say = useSay();
    const { signOut } = useSession();
    const [client] = useState(() => new QueryClient());
    useEffect(() => {
        document.title = `${say("factor.must")} · Rostrum`;
    }, [say]);
    return (
        <QueryClientProvider client={client}>
            <div className="signin">
                <aside className="signin-side" aria-hidden="true">
                    <img src="/console/icon.svg" alt="" width="40" height="40" />
                    <p className="signin-claim">{say("signin.claim")}</p>
                </aside>
                <main className="signin-main">
                    <div className="signin-enrol">
                        <h1>{say("factor.must")}</h1>
                        <p className="signin-why">{say("factor.must.text")}</p>
                        <SecondFactor onDone={onDone} />
                        <div>
                            <Button variant="subtle" onClick={signOut}>
                                {say("nav.signout")}
                            </Button>
                        </div>
                    </div>
                </main>
            </div>
            <Toasts />
        </QueryClientProvider>
    );
}
