import type { Schema } from "../api/client";
import { useSay } from "../i18n/text";

export type Identity = Schema<"ContactIdentity">;

/** What people call somebody whom a network knows. */
export const nameOf = (identity: Identity) => identity.displayName ?? identity.handle ?? identity.networkId;

/** Somebody as a network knows them, with a way to their page there. */
export function IdentityName({ identity }: { identity: Identity }) {
    const say = useSay();
    const name = nameOf(identity);
    const page = identity.url && /^https?:/.test(identity.url) ? identity.url : undefined;
    return (
        <span className="person-identity">
            <bdi>{name}</bdi>{" "}
            <span className="quiet">
                {identity.handle && identity.handle !== name && (
                    <>
                        <bdi>{identity.handle}</bdi> ·{" "}
                    </>
                )}
                {page ? (
                    <a
                        href={page}
                        target="_blank"
                        rel="noreferrer noopener"
                        aria-label={say("person.page", { name, network: identity.network })}
                    >
                        {identity.network}
                    </a>
                ) : (
                    identity.network
                )}
            </span>
        </span>
    );
}
