import { DirectionProvider } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { IntlProvider } from "react-intl";
import { directionOf, type Language, usePreferences } from "../preferences";

type Messages = Record<string, string>;

const loaders: Record<Language, () => Promise<{ default: unknown }>> = {
    en: () => import("../generated/messages/en.json"),
    pl: () => import("../generated/messages/pl.json"),
    cs: () => import("../generated/messages/cs.json"),
    it: () => import("../generated/messages/it.json"),
    de: () => import("../generated/messages/de.json"),
    zh: () => import("../generated/messages/zh.json"),
    ar: () => import("../generated/messages/ar.json"),
};

/** Has everything below speak the reader's language, from right to left where that is so. */
export function LanguageProvider({ children }: { children: ReactNode }) {
    const { language, zone } = usePreferences();
    const [loaded, setLoaded] = useState<{ language: Language; messages: Messages }>();
    useEffect(() => {
        let wanted = true;
        loaders[language]().then((module) => {
            if (!wanted) return;
            document.documentElement.lang = language;
            document.documentElement.dir = directionOf(language);
            setLoaded({ language, messages: module.default as Messages });
        });
        return () => {
            wanted = false;
        };
    }, [language]);
    if (!loaded) return null;
    return (
        <DirectionProvider
            key={loaded.language}
            initialDirection={directionOf(loaded.language)}
            detectDirection={false}
        >
            <IntlProvider locale={loaded.language} messages={loaded.messages} timeZone={zone} onError={console.error}>
                {children}
            </IntlProvider>
        </DirectionProvider>
    );
}
