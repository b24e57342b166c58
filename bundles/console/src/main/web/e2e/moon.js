// The page of a plugin, as docs/console.md describes it: the import map gives it the console's React.
import * as React from "react";
import { jsx, jsxs } from "react/jsx-runtime";

export default function Moon({ session, call }) {
    const [seen, setSeen] = React.useState(0);
    const [accounts, setAccounts] = React.useState();
    React.useEffect(() => {
        call("/accounts")
            .then((answer) => answer.json())
            .then((page) => setAccounts(page.items.length));
    }, [call]);
    return jsxs("section", {
        children: [
            jsx("p", { children: `drawn for ${session.user}, same React: ${React.version.startsWith("19")}` }),
            jsx("p", { children: `${accounts ?? "…"} accounts` }),
            jsx("button", { type: "button", onClick: () => setSeen(seen + 1), children: `seen ${seen} times` }),
        ],
    });
}
