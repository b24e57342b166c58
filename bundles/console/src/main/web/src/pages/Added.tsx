import * as React from "react";
import { type ComponentType, useEffect, useState } from "react";
import { api, connection } from "../api/client";
import { useSession } from "../api/session";
import { useSay } from "../i18n/text";
import { usePreferences } from "../preferences";
import { useAddress } from "../ui/address";
import { Missing } from "../ui/Missing";
import { Page } from "../ui/Page";
import { useOne } from "../ui/queries";
import { Trouble } from "../ui/Trouble";
import { Waiting } from "../ui/Waiting";

/** What a page of a plugin is given; docs/console.md tells plugin authors. */
export interface PageProps {
    /** Calls the REST API as whoever is signed in: a path below /api/v1 and what fetch takes. */
    call: (path: string, init?: RequestInit) => Promise<Response>;
    session: { user: string; permissions: readonly string[] };
    language: string;
    zone: string;
}

const call: PageProps["call"] = (path, init) => {
    const changing = (init?.method ?? "GET") !== "GET";
    return fetch(`/api/v1${path}`, { ...init, headers: { ...connection.headers(changing), ...init?.headers } });
};

/** A page that a plugin brings: its module is loaded when the page is opened, and drawn with our React. */
export default function Added() {
    const say = useSay();
    const { id } = useAddress("/added");
    const { session } = useSession();
    const { language, zone } = usePreferences();
    const pages = useOne(["pages"], () => api.GET("/pages"));
    const page = pages.data?.items.find((one) => one.id === id);
    const [loaded, setLoaded] = useState<ComponentType<PageProps>>();
    const [error, setError] = useState<unknown>();
    const module = page?.module;
    useEffect(() => {
        setLoaded(undefined);
        setError(undefined);
        if (module) import(/* @vite-ignore */ module).then((found) => setLoaded(() => found.default), setError);
    }, [module]);
    if (pages.error) return <Trouble error={pages.error} onRetry={() => void pages.refetch()} />;
    if (pages.data && !page) return <Missing />;
    const Content = loaded;
    return (
        <Page title={page?.titles[language] ?? page?.titles.en ?? ""}>
            {error ? (
                <Trouble error={error} />
            ) : Content ? (
                <Fence fallback={say("added.failed")}>
                    <Content
                        call={call}
                        session={{ user: session.user, permissions: session.permissions }}
                        language={language}
                        zone={zone}
                    />
                </Fence>
            ) : (
                <Waiting />
            )}
        </Page>
    );
}

/** A page that fails does not take the console with it. */
class Fence extends React.Component<{ fallback: string; children: React.ReactNode }, { failure?: Error }> {
    override state: { failure?: Error } = {};

    static getDerivedStateFromError(failure: Error) {
        return { failure };
    }

    override render() {
        return this.state.failure ? (
            <Trouble error={new Error(`${this.props.fallback} ${this.state.failure.message}`)} />
        ) : (
            this.props.children
        );
    }
}
