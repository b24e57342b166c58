import type { PageMessages } from "../i18n/PageTexts";

/** The messages that only people need. */
export const TEXTS: PageMessages = {
    en: () => import("../generated/messages/person.en.json"),
    pl: () => import("../generated/messages/person.pl.json"),
    cs: () => import("../generated/messages/person.cs.json"),
    it: () => import("../generated/messages/person.it.json"),
    de: () => import("../generated/messages/person.de.json"),
    zh: () => import("../generated/messages/person.zh.json"),
    ar: () => import("../generated/messages/person.ar.json"),
};
