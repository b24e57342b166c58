/** Browsers say that they are others as well: the more special name comes first. */
const BROWSERS: [RegExp, string][] = [
    [/\bEdg(?:A|iOS)?\/(\d+)/, "Edge"],
    [/\bOPR\/(\d+)/, "Opera"],
    [/\bSamsungBrowser\/(\d+)/, "Samsung Internet"],
    [/\bFxiOS\/(\d+)/, "Firefox"],
    [/\bFirefox\/(\d+)/, "Firefox"],
    [/\b(?:CriOS|Chrome|HeadlessChrome)\/(\d+)/, "Chrome"],
    [/\bVersion\/(\d+)[.\d]* (?:Mobile\/\S+ )?Safari\//, "Safari"],
];

const SYSTEMS: [RegExp, string][] = [
    [/iPhone|iPad/, "iOS"],
    [/Android/, "Android"],
    [/CrOS/, "ChromeOS"],
    [/Windows/, "Windows"],
    [/Mac OS X/, "macOS"],
    [/Linux/, "Linux"],
];

/** What a browser calls itself, in short; the whole of it when it is none that is known. */
export function agentOf(header: string): string {
    for (const [pattern, name] of BROWSERS) {
        const version = pattern.exec(header)?.[1];
        if (version) {
            const system = SYSTEMS.find(([one]) => one.test(header))?.[1];
            return system ? `${name} ${version} · ${system}` : `${name} ${version}`;
        }
    }
    return header;
}
