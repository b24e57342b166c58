import { Alert, Button, Code, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { problemOf } from "../api/problem";
import { type Say, useSay } from "../i18n/text";

const KINDS: Record<number, Parameters<Say>[0]> = {
    0: "problem.unreachable",
    400: "problem.invalid",
    403: "problem.forbidden",
    404: "problem.missing",
    409: "problem.conflict",
    412: "problem.changed",
    429: "problem.slow",
    503: "problem.unavailable",
};

/** Why something was not done: what is wrong, where, and what helps. */
export function Trouble({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
    const say = useSay();
    if (!error) return null;
    const problem = problemOf(error);
    return (
        <Alert
            color={problem.status === 412 ? "yellow" : "red"}
            variant="light"
            role="alert"
            icon={<IconAlertTriangle size={18} aria-hidden />}
            title={say(KINDS[problem.status] ?? "problem.other")}
        >
            {problem.status !== 0 && problem.status !== 412 && problem.detail && (
                <Text size="sm" dir="auto" lang="en">
                    {problem.detail}
                </Text>
            )}
            {problem.status !== 412 && problem.remedy && (
                <Text size="sm" mt={4} dir="auto" lang="en">
                    {problem.remedy}
                </Text>
            )}
            {problem.status === 412 && <Text size="sm">{say("problem.changed.remedy")}</Text>}
            {problem.field && (
                <Text size="xs" mt={4} c="dimmed">
                    {say("problem.field")} <Code>{problem.field}</Code>
                </Text>
            )}
            {onRetry && (
                <Button size="xs" variant="default" mt="xs" onClick={onRetry}>
                    {say("action.retry")}
                </Button>
            )}
        </Alert>
    );
}
