import { Button } from "@mantine/core";
import { answer, api } from "../api/client";
import { useSay } from "../i18n/text";
import { agentOf } from "./agents";
import { Mark } from "./Page";
import { useChange, useOne } from "./queries";
import { Time } from "./Time";
import { Trouble } from "./Trouble";
import { toast } from "./toast";

/** The browsers in which I am signed in. */
export function Sessions() {
    const say = useSay();
    const sessions = useOne(["sessions"], () => api.GET("/sessions"));
    const end = useChange(
        (id: string) => answer(api.DELETE("/sessions/{id}", { params: { path: { id } } })),
        ["sessions"],
    );
    const endOthers = useChange(() => answer(api.DELETE("/sessions")), ["sessions"]);
    const others = sessions.data?.items.filter((one) => !one.current) ?? [];
    return (
        <section className="card stack" aria-labelledby="sessions">
            <h2 id="sessions">{say("sessions.title")}</h2>
            <Trouble error={sessions.error ?? end.error ?? endOthers.error} onRetry={() => void sessions.refetch()} />
            <ul className="outputs">
                {sessions.data?.items.map((session) => (
                    <li key={session.id}>
                        <span>
                            <strong title={session.agent}>
                                {session.agent ? agentOf(session.agent) : say("sessions.unknown")}
                            </strong>
                            <span className="quiet">
                                {session.address} · <Time value={session.lastSeen} />
                            </span>
                        </span>
                        {session.current ? (
                            <Mark tone="good">{say("sessions.this")}</Mark>
                        ) : (
                            <Button
                                size="xs"
                                variant="default"
                                onClick={() =>
                                    end.mutate(session.id, { onSuccess: () => toast(say("sessions.ended")) })
                                }
                            >
                                {say("sessions.end")}
                            </Button>
                        )}
                    </li>
                ))}
            </ul>
            {others.length > 0 && (
                <div>
                    <Button
                        variant="default"
                        loading={endOthers.isPending}
                        onClick={() => endOthers.mutate(undefined, { onSuccess: () => toast(say("sessions.ended")) })}
                    >
                        {say("sessions.others")}
                    </Button>
                </div>
            )}
        </section>
    );
}
