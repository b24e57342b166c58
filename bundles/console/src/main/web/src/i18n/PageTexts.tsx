import { type ReactNode, useEffect, useMemo, useState } from "react";
import { IntlProvider, useIntl } from "react-intl";
import { type Language, usePreferences } from "../preferences";
import { Waiting } from "../ui/Waiting";

/** The messages of one page, by language. */
export type PageMessages = Record<Language, () => Promise<{ default: unknown }>>;

/** Has what is below know the messages that its page alone needs, besides those that all do. */
export function PageTexts({ messages, children }: { messages: PageMessages; children: ReactNode }) {
    const intl = useIntl();
    const { language } = usePreferences();
    const [own, setOwn] = useState<Record<string, string>>();
    useEffect(() => {
        let wanted = true;
        messages[language]().then((module) => {
            if (wanted) setOwn(module.default as Record<string, string>);
        });
        return () => {
            wanted = false;
        };
    }, [messages, language]);
    const all = useMemo(() => own && { ...(intl.messages as Record<string, string>), ...own }, [intl.messages, own]);
    if (!all) return <Waiting />;
    return (
        <IntlProvider locale={intl.locale} messages={all} timeZone={intl.timeZone} onError={console.error}>
            {children}
        </IntlProvider>
    );
}
