import { connection } from "./client";
import { ProblemError } from "./problem";

/** Sends a file as it is and tells how much of it is on its way, from 0 to 1: fetch cannot do that. */
export function upload<T>(path: string, file: File, onProgress: (part: number) => void): Promise<T> {
    return new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.open("POST", `/api/v1${path}`);
        request.setRequestHeader("Content-Type", "application/octet-stream");
        for (const [name, value] of Object.entries(connection.headers(true))) request.setRequestHeader(name, value);
        request.upload.onprogress = (event) => onProgress(event.total > 0 ? event.loaded / event.total : 0);
        request.upload.onload = () => onProgress(1);
        request.onerror = () => reject(new ProblemError({ status: 0 }));
        request.onload = () => {
            let told: unknown;
            try {
                told = JSON.parse(request.responseText);
            } catch {
                told = {};
            }
            if (request.status >= 200 && request.status < 300) resolve(told as T);
            else reject(new ProblemError({ ...(told as object), status: request.status }));
        };
        request.send(file);
    });
}
