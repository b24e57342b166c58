import { ActionIcon, Burger } from "@mantine/core";
import {
    IconArchive,
    IconArrowsShuffle,
    IconArrowsSplit2,
    IconBuilding,
    IconChecklist,
    IconClockCheck,
    IconCommand,
    IconDeviceMobile,
    IconFileImport,
    IconHeartbeat,
    IconHome,
    IconId,
    IconInbox,
    IconKey,
    IconLock,
    IconLogout,
    IconMailForward,
    IconMessageBolt,
    IconPlugConnected,
    IconPuzzle,
    IconReportAnalytics,
    IconRoute,
    IconScript,
    IconSettings,
    IconShieldCheck,
    IconUser,
    IconUserShare,
    IconUsers,
    IconUsersGroup,
    IconWebhook,
} from "@tabler/icons-react";
import { Link, Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { type ComponentType, lazy, Suspense, useEffect, useState } from "react";
import { api } from "../api/client";
import { useMay, useSession } from "../api/session";
import { type Key, useSay } from "../i18n/text";
import { usePreferences } from "../preferences";
import { useOne } from "./queries";
import { useShortcuts } from "./shortcuts";
import { Toasts } from "./toast";
import { Waiting } from "./Waiting";

const Palette = lazy(() => import("./Palette"));
const ShortcutHelp = lazy(() => import("./ShortcutHelp"));

export interface Place {
    to: string;
    label: string;
    icon: ComponentType<{ size?: number; stroke?: number }>;
    /** Pressed after g. */
    letter?: string;
    /** A page that is reached from there. */
    also?: string;
}

interface Entry {
    to: string;
    also?: string;
    key: Key;
    icon: Place["icon"];
    permission?: string;
    letter?: string;
}

const GROUPS: { key: Key; entries: Entry[] }[] = [
    {
        key: "nav.work",
        entries: [
            { to: "/", key: "home.title", icon: IconHome, letter: "h" },
            { to: "/inbox", key: "inbox.title", icon: IconInbox, permission: "inbox:read", letter: "b" },
            { to: "/people", key: "person.title", icon: IconUser, permission: "inbox:read" },
            { to: "/saved-replies", key: "saved.title", icon: IconMessageBolt, permission: "saved-replies:read" },
            { to: "/response-targets", key: "sla.title", icon: IconClockCheck, permission: "slas:read" },
            {
                to: "/assignment-policies",
                key: "assignment.title",
                icon: IconArrowsShuffle,
                permission: "assignment-policies:read",
            },
            { to: "/archive", key: "archive.title", icon: IconArchive, permission: "archive:read", letter: "a" },
            {
                to: "/reports",
                key: "reports.title",
                icon: IconReportAnalytics,
                permission: "reports:read",
                letter: "r",
            },
        ],
    },
    {
        key: "nav.flow",
        entries: [
            {
                to: "/channels",
                also: "/connectors",
                key: "channels.title",
                icon: IconPlugConnected,
                permission: "channels:read",
                letter: "c",
            },
            { to: "/imports", key: "imports.title", icon: IconFileImport, permission: "imports:read", letter: "i" },
            { to: "/routing", key: "routing.title", icon: IconRoute, permission: "routing-rules:read" },
            {
                to: "/deliveries",
                also: "/dead-letters",
                key: "deliveries.title",
                icon: IconMailForward,
                permission: "deliveries:read",
                letter: "d",
            },
            { to: "/webhooks", key: "webhooks.title", icon: IconWebhook, permission: "webhooks:read" },
        ],
    },
    {
        key: "nav.organisation",
        entries: [
            { to: "/accounts", key: "accounts.title", icon: IconBuilding, permission: "accounts:read", letter: "o" },
            { to: "/users", key: "users.title", icon: IconUsers, permission: "users:read", letter: "u" },
            {
                to: "/onboardings",
                also: "/onboarding-templates",
                key: "onboarding.title",
                icon: IconChecklist,
                permission: "accounts:read",
            },
            { to: "/groups", key: "groups.title", icon: IconUsersGroup, permission: "groups:read" },
            { to: "/roles", key: "roles.title", icon: IconShieldCheck, permission: "roles:read" },
            { to: "/exclusions", key: "exclusions.title", icon: IconArrowsSplit2, permission: "roles:read" },
            { to: "/stand-ins", key: "standins.title", icon: IconUserShare },
            { to: "/tokens", key: "tokens.title", icon: IconKey, permission: "tokens:own" },
        ],
    },
    {
        key: "nav.server",
        entries: [
            { to: "/plugins", key: "plugins.title", icon: IconPuzzle, permission: "plugins:read", letter: "p" },
            {
                to: "/identity-providers",
                key: "providers.title",
                icon: IconId,
                permission: "identity-providers:read",
            },
            {
                to: "/second-factor-policy",
                key: "factor.policy",
                icon: IconDeviceMobile,
                permission: "sign-in-policy:read",
            },
            { to: "/secret-keys", key: "keys.title", icon: IconLock, permission: "secrets:read" },
            { to: "/audit", key: "audit.title", icon: IconScript, permission: "audit:read", letter: "l" },
            { to: "/health", key: "health.title", icon: IconHeartbeat, permission: "operations:read" },
        ],
    },
];

/** The places that the session may go to, in their groups. */
export function usePlaces(): { label: string; places: Place[] }[] {
    const say = useSay();
    const may = useMay();
    const { language } = usePreferences();
    const pages = useOne(["pages"], () => api.GET("/pages"));
    const groups = GROUPS.map((group) => ({
        label: say(group.key),
        places: group.entries
            .filter((entry) => !entry.permission || may(entry.permission))
            .map(({ key, ...entry }): Place => ({ ...entry, label: say(key) })),
    }));
    const added = (pages.data?.items ?? [])
        .filter((page) => !page.permission || may(page.permission))
        .map(
            (page): Place => ({
                to: `/added/${page.id}`,
                label: page.titles[language] ?? page.titles.en,
                icon: IconPuzzle,
            }),
        );
    if (added.length > 0) groups.push({ label: say("nav.added"), places: added });
    return groups.filter((group) => group.places.length > 0);
}

/** What stands around every page. */
export function Frame() {
    const say = useSay();
    const { session, signOut } = useSession();
    const groups = usePlaces();
    const [open, setOpen] = useState(false);
    const [over, setOver] = useState<"palette" | "help">();
    const navigate = useNavigate();
    const path = useRouterState({ select: (state) => state.location.pathname });
    // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes when another page is opened
    useEffect(() => setOpen(false), [path]);
    useShortcuts({
        places: groups.flatMap((group) => group.places),
        onGo: (to) => void navigate({ to }),
        onPalette: () => setOver("palette"),
        onHelp: () => setOver("help"),
    });
    return (
        <div className="shell" data-open={open}>
            {/* biome-ignore lint/a11y/useValidAnchor: it leads to a place on the page, past the router */}
            <a className="skip" href="#content" onClick={focusContent}>
                {say("nav.skip")}
            </a>
            <header className="shell-head">
                <Burger
                    className="shell-burger"
                    size="sm"
                    opened={open}
                    onClick={() => setOpen(!open)}
                    aria-label={say("nav.main")}
                    aria-expanded={open}
                />
                <Link to="/" className="shell-name" aria-label={`Rostrum, ${say("home.title")}`}>
                    <img src="/console/icon.svg" alt="" width="26" height="26" />
                    <span>Rostrum</span>
                </Link>
                <button type="button" className="shell-find" onClick={() => setOver("palette")}>
                    <IconCommand size={16} aria-hidden />
                    <span>{say("palette.open")}</span>
                    <kbd>Ctrl K</kbd>
                </button>
                <ActionIcon
                    variant="default"
                    size="lg"
                    radius="xl"
                    aria-label={say("nav.me", { user: session.user })}
                    popoverTarget="mine"
                >
                    <IconUser size={18} />
                </ActionIcon>
                <div id="mine" popover="auto" className="menu">
                    <p>{session.user}</p>
                    <Link to="/settings" onClick={closeMenu}>
                        <IconSettings size={16} />
                        {say("settings.title")}
                    </Link>
                    <button
                        type="button"
                        popoverTarget="mine"
                        popoverTargetAction="hide"
                        onClick={() => setOver("help")}
                    >
                        <IconCommand size={16} />
                        {say("shortcuts.title")}
                    </button>
                    <button type="button" onClick={signOut}>
                        <IconLogout size={16} />
                        {say("nav.signout")}
                    </button>
                </div>
            </header>
            <nav className="shell-nav" aria-label={say("nav.main")}>
                {groups.map((group) => (
                    <section key={group.label} aria-label={group.label}>
                        <h2>{group.label}</h2>
                        {group.places.map((place) => (
                            <Link
                                key={place.to}
                                to={place.to}
                                activeOptions={{ exact: place.to === "/" }}
                                activeProps={{ "aria-current": "page" }}
                                aria-current={place.also && path.startsWith(place.also) ? "page" : undefined}
                            >
                                <place.icon size={18} stroke={1.7} />
                                <span>{place.label}</span>
                            </Link>
                        ))}
                    </section>
                ))}
            </nav>
            <main id="content" className="shell-main" tabIndex={-1}>
                <Suspense fallback={<Waiting />}>
                    <Outlet />
                </Suspense>
            </main>
            <Toasts />
            <Suspense>
                {over === "palette" && <Palette groups={groups} onClose={() => setOver(undefined)} />}
                {over === "help" && <ShortcutHelp groups={groups} onClose={() => setOver(undefined)} />}
            </Suspense>
        </div>
    );
}

function focusContent(event: { preventDefault: () => void }) {
    event.preventDefault();
    document.getElementById("content")?.focus();
}

function closeMenu() {
    document.getElementById("mine")?.hidePopover();
}
