import { useSay } from "../i18n/text";
import { Facts } from "./Page";

/** What is entered at the provider. */
export function ProviderAddresses({ id }: { id: string }) {
    const say = useSay();
    const base = `${location.origin}/api/v1/sign-on/${id}`;
    const address = (text: string) => (
        <code dir="ltr" className="address">
            {text}
        </code>
    );
    return (
        <section>
            <h3>{say("providers.register")}</h3>
            <Facts
                items={[
                    [say("providers.redirect"), address(`${base}/callback`)],
                    [say("providers.back"), address(`${base}/back-channel-logout`)],
                    [say("providers.front"), address(`${base}/front-channel-logout`)],
                    [say("providers.afterwards"), address(`${location.origin}/console/`)],
                ]}
            />
        </section>
    );
}
