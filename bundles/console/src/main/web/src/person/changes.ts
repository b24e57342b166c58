import { answer, api, type Schema, unchanged } from "../api/client";
import { useChange } from "../ui/queries";
import type { Identity } from "./Identity";

type Person = Schema<"Person">;

/** What is read anew when it changes who is whom. */
const WHO = [["people"], ["contacts"]] as const;

/** Joins two contacts, each with those it is joined with already. */
export const useJoin = () =>
    useChange(
        ({ one, other }: { one: number; other: Identity }) =>
            answer(api.POST("/people", { body: { contacts: [one, other.contactId] } })),
        ...WHO,
    );

export const useDismiss = () =>
    useChange(
        ({ one, other }: { one: number; other: Identity }) =>
            answer(
                api.POST("/contacts/{id}/dismissals", {
                    params: { path: { id: one } },
                    body: { contactId: other.contactId },
                }),
            ),
        ...WHO,
    );

export const useSplit = (person: Person) =>
    useChange(
        (contact: number) =>
            answer(
                api.DELETE("/people/{id}/identities/{contact}", {
                    params: { path: { id: person.id, contact }, header: unchanged(person) },
                }),
            ),
        ...WHO,
    );

export const useUndo = (person: Person) =>
    useChange(
        (join: number) =>
            answer(
                api.DELETE("/people/{id}/joins/{join}", {
                    params: { path: { id: person.id, join }, header: unchanged(person) },
                }),
            ),
        ...WHO,
    );

export const useDescribe = (person: Person) =>
    useChange(
        (body: { displayName?: string; note?: string }) =>
            answer(api.PUT("/people/{id}", { params: { path: { id: person.id }, header: unchanged(person) }, body })),
        ...WHO,
    );
