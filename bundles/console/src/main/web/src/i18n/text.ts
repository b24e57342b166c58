import { useMemo } from "react";
import { type MessageDescriptor, useIntl } from "react-intl";
import type english from "./en.json";

/** The name of a message. */
export type Key = keyof typeof english;

export type Values = Record<string, string | number | Date | null | undefined>;

/** Says a message in the language of who reads it. */
export type Say = (key: Key, values?: Values) => string;

export function useSay(): Say {
    const intl = useIntl();
    return useMemo(() => {
        const messages = intl.messages;
        return (key, values) => {
            const descriptor: MessageDescriptor = { id: key };
            return typeof messages[key] === "string" ? messages[key] : intl.formatMessage(descriptor, values);
        };
    }, [intl]);
}

/** The message of a family, such as the states of a delivery, or the word itself when the server knows more than we do. */
export function useWord(): (family: string, word: string) => string {
    const intl = useIntl();
    return (family, word) => {
        const message = intl.messages[`${family}.${word}`];
        return typeof message === "string" ? message : word;
    };
}
