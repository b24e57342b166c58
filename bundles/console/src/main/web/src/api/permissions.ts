/** Whether one of the granted permissions, which may have wildcards and lists, implies the wanted one. */
export function permits(granted: readonly string[], wanted: string): boolean {
    const wantedParts = parts(wanted);
    return granted.some((permission) => {
        const has = parts(permission);
        return (
            wantedParts.every((needed, i) => {
                const allowed = has[i];
                // fewer parts allow everything below them
                return allowed === undefined || allowed.includes("*") || needed.every((one) => allowed.includes(one));
            }) && has.slice(wantedParts.length).every((rest) => rest.includes("*"))
        );
    });
}

/** What concerns the installation as a whole: held for an account, it lets do nothing. */
const INSTALLATION = [
    "archive:verify",
    "audit:verify",
    "plugins:read",
    "plugins:install",
    "roles:write",
    "secrets:read",
    "secrets:rotate",
    "sign-in-policy:read",
    "sign-in-policy:write",
];

interface Held {
    permissions: readonly string[];
    accountPermissions: readonly { permissions: readonly string[] }[];
    /** What engagement models withhold wherever it is held. */
    withheld: readonly string[];
}

/** Whether the wanted permission is held for the whole installation, or for some account where that is of use. */
export function mayDo(held: Held, wanted: string): boolean {
    return (
        !held.withheld.includes(wanted) &&
        (permits(held.permissions, wanted) ||
            (!INSTALLATION.includes(wanted) &&
                held.accountPermissions.some((account) => permits(account.permissions, wanted))))
    );
}

const parts = (permission: string) =>
    permission
        .split("@")[0]
        .split(":")
        .map((part) => part.split(",").map((one) => one.trim().toLowerCase()));
