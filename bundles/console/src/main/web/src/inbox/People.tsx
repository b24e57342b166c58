import { Button, TextInput } from "@mantine/core";
import type { Schema } from "../api/client";
import { useSay } from "../i18n/text";
import { fieldError } from "../ui/Dialogs";
import { UserInput } from "../ui/UserInput";

/** Somebody who is given conversations, as it is typed. */
export interface Person {
    user: string;
    languages: string;
    skills: string;
    most: string;
}

const MOST = 100;

export const personOf = (person?: Schema<"AssignmentPerson">): Person => ({
    user: person?.user ?? "",
    languages: person?.languages.join(", ") ?? "",
    skills: person?.skills.join(", ") ?? "",
    most: person?.mostOpen === undefined ? "" : String(person.mostOpen),
});

const words = (text: string) =>
    text
        .split(/[,،，、]/)
        .map((word) => word.trim())
        .filter((word) => word !== "");

/** As the server takes it. */
export const typed = (person: Person): Schema<"AssignmentPersonInput"> => ({
    user: person.user.trim(),
    languages: words(person.languages),
    skills: words(person.skills),
    mostOpen: person.most.trim() === "" ? undefined : Number.parseInt(person.most, 10) || 0,
});

interface Props {
    people: Person[];
    changes: boolean;
    error: unknown;
    onPeople: (people: Person[]) => void;
}

/** Who is given conversations by a policy. */
export function People({ people, changes, error, onPeople }: Props) {
    const say = useSay();
    const put = (at: number, part: Partial<Person>) =>
        onPeople(people.map((person, i) => (i === at ? { ...person, ...part } : person)));
    return (
        <fieldset className="sla-steps">
            <legend>{say("assignment.people")}</legend>
            {people.map((person, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a name is typed letter by letter
                <div key={i} className="sla-step">
                    <UserInput
                        label={say("assignment.user")}
                        readOnly={!changes}
                        value={person.user}
                        error={fieldError(error, `people[${i}].user`)}
                        onChange={(user) => put(i, { user })}
                    />
                    <TextInput
                        label={say("assignment.languages")}
                        description={i === 0 && say("assignment.languages.hint")}
                        autoComplete="off"
                        maxLength={500}
                        readOnly={!changes}
                        value={person.languages}
                        error={fieldError(error, `people[${i}].languages`)}
                        onChange={(event) => put(i, { languages: event.currentTarget.value })}
                    />
                    <TextInput
                        label={say("assignment.skills")}
                        description={i === 0 && say("assignment.skills.hint")}
                        autoComplete="off"
                        maxLength={1300}
                        readOnly={!changes}
                        value={person.skills}
                        error={fieldError(error, `people[${i}].skills`)}
                        onChange={(event) => put(i, { skills: event.currentTarget.value })}
                    />
                    <TextInput
                        label={say("assignment.most")}
                        description={i === 0 && say("assignment.most.hint")}
                        inputMode="numeric"
                        autoComplete="off"
                        maxLength={5}
                        readOnly={!changes}
                        value={person.most}
                        error={fieldError(error, `people[${i}].mostOpen`)}
                        onChange={(event) => put(i, { most: event.currentTarget.value })}
                    />
                    {changes && people.length > 1 && (
                        <Button
                            variant="subtle"
                            color="red"
                            size="compact-xs"
                            mb={6}
                            aria-label={say("assignment.person.remove", { number: i + 1 })}
                            onClick={() => onPeople(people.filter((_, at) => at !== i))}
                        >
                            {say("action.remove")}
                        </Button>
                    )}
                </div>
            ))}
            {changes && people.length < MOST && (
                <div>
                    <Button size="xs" variant="default" onClick={() => onPeople([...people, personOf()])}>
                        {say("assignment.person.add")}
                    </Button>
                </div>
            )}
        </fieldset>
    );
}
