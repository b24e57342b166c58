/** An answer that says why something was not done (RFC 9457). */
export interface Problem {
    status: number;
    type?: string;
    title?: string;
    detail?: string;
    field?: string;
    remedy?: string;
}

export class ProblemError extends Error {
    constructor(readonly problem: Problem) {
        super(problem.detail ?? problem.title ?? `HTTP ${problem.status}`);
    }

    /** Whether somebody else changed it since it was read. */
    get isConflict() {
        return this.problem.status === 412;
    }
}

export function problemOf(error: unknown): Problem {
    if (error instanceof ProblemError) return error.problem;
    return { status: 0, detail: error instanceof Error ? error.message : String(error) };
}

/** The problem that an answer tells, however little it says. */
export async function readProblem(response: Response): Promise<ProblemError> {
    let told: Partial<Problem> = {};
    try {
        told = await response.clone().json();
    } catch {
        // a proxy's page, or nothing at all
    }
    return new ProblemError({ ...told, status: response.status });
}
