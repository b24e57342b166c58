import { connection } from "./client";
import { readProblem } from "./problem";

export interface Rejection {
    record: number;
    line: number;
    field?: string;
    reason: string;
    excerpt: string;
}

const MOST = 50;

/** The first records of an import that could not be read; they come as JSON lines, of which no more is read than is shown. */
export async function readRejections(id: number): Promise<{ data: Rejection[] }> {
    const response = await fetch(`/api/v1/imports/${id}/rejections`, { headers: connection.headers(false) });
    if (!response.ok || !response.body) throw await readProblem(response);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (;;) {
        const { done, value } = await reader.read();
        text += value ?? "";
        if (done || text.split("\n").length > MOST) break;
    }
    await reader.cancel();
    const lines = text.split("\n").slice(0, MOST);
    return { data: lines.filter((line) => line.trim() !== "" && line.endsWith("}")).map((line) => JSON.parse(line)) };
}
