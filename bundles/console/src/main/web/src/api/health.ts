import { connection } from "./client";
import { readProblem } from "./problem";

export interface Check {
    name: string;
    status: "OK" | "WARN" | "TEMPORARILY_UNAVAILABLE" | "CRITICAL" | "HEALTH_CHECK_ERROR";
    messages: string[];
    checked: string;
    millis: number;
    tags: string[];
}

export interface Health {
    status: Check["status"];
    /** Absent for those who may not look inside. */
    checks?: Check[];
}

/** GET /health answers with 503 when something is wrong, and says what. */
export async function readHealth(): Promise<{ data: Health }> {
    const response = await fetch("/health", { headers: connection.headers(false) });
    if (!response.ok && response.status !== 503) throw await readProblem(response);
    const told = await response.json();
    if (!Array.isArray(told.checks) && !told.status) throw await readProblem(response);
    return { data: told };
}
