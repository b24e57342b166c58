/** The name that is being written behind an @ at the end of the text; undefined when none is. */
export function begunName(text: string) {
    return /(?:^|[^\p{L}\p{N}._+-])@([\p{L}\p{N}._+-]{0,100})$/u.exec(text)?.[1];
}
