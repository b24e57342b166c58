import "./ui/mantine.css";
import "./ui/frame.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, RouterProvider } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { ProblemError } from "./api/problem";
import { Frame } from "./ui/Frame";
import { Missing } from "./ui/Missing";
import { Trouble } from "./ui/Trouble";
import { Waiting } from "./ui/Waiting";

const root = createRootRoute({ component: Frame, notFoundComponent: Missing });

/** A page of its own file; `{-$id}` is there when one thing of it is open. */
const page = (path: string, load: () => Promise<{ default: ComponentType }>) =>
    createRoute({
        getParentRoute: () => root,
        path,
        component: lazyRouteComponent(load),
        validateSearch: (search: Record<string, unknown>): Record<string, string | undefined> =>
            Object.fromEntries(
                Object.entries(search).map(([key, value]) => [key, value === undefined ? undefined : String(value)]),
            ),
    });

const routes = [
    page("/", () => import("./pages/Home")),
    page("/inbox/{-$id}", () => import("./pages/Inbox")),
    page("/people/{-$id}", () => import("./pages/People")),
    page("/accounts/{-$id}", () => import("./pages/Accounts")),
    page("/users/{-$id}", () => import("./pages/Users")),
    page("/onboardings/{-$id}", () => import("./pages/Onboardings")),
    page("/onboarding-templates", () => import("./pages/OnboardingTemplates")),
    page("/groups/{-$id}", () => import("./pages/Groups")),
    page("/assignment-policies/{-$id}", () => import("./pages/AssignmentPolicies")),
    page("/audit/{-$id}", () => import("./pages/Audit")),
    page("/archive/{-$id}", () => import("./pages/Archive")),
    page("/channels/{-$id}", () => import("./pages/Channels")),
    page("/connectors", () => import("./pages/Connectors")),
    page("/dead-letters/{-$id}", () => import("./pages/DeadLetters")),
    page("/deliveries/{-$id}", () => import("./pages/Deliveries")),
    page("/plugins/{-$id}", () => import("./pages/Plugins")),
    page("/reports/{-$id}", () => import("./pages/Reports")),
    page("/response-targets/{-$id}", () => import("./pages/ResponseTargets")),
    page("/roles", () => import("./pages/Roles")),
    page("/routing/{-$id}", () => import("./pages/Routing")),
    page("/saved-replies/{-$id}", () => import("./pages/SavedReplies")),
    page("/schedules/{-$id}", () => import("./pages/Schedules")),
    page("/webhooks/{-$id}", () => import("./pages/Webhooks")),
    page("/tokens", () => import("./pages/Tokens")),
    page("/imports/{-$id}", () => import("./pages/Imports")),
    page("/stand-ins", () => import("./pages/StandIns")),
    page("/exclusions", () => import("./pages/Exclusions")),
    page("/second-factor-policy", () => import("./pages/SecondFactorPolicy")),
    page("/secret-keys", () => import("./pages/SecretKeys")),
    page("/identity-providers", () => import("./pages/IdentityProviders")),
    page("/health", () => import("./pages/Health")),
    page("/settings", () => import("./pages/Settings")),
    page("/added/$id", () => import("./pages/Added")),
];

const router = createRouter({
    routeTree: root.addChildren(routes),
    basepath: "/console",
    defaultPendingComponent: Waiting,
    defaultErrorComponent: ({ error, reset }) => <Trouble error={error} onRetry={reset} />,
    defaultPreload: "intent",
    // addresses carry words, not JSON
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch: (search) => {
        const parameters = new URLSearchParams(
            Object.entries(search).filter((entry): entry is [string, string] => Boolean(entry[1])),
        ).toString();
        return parameters && `?${parameters}`;
    },
});

const queries = new QueryClient({
    defaultOptions: {
        queries: {
            staleTime: 5_000,
            // who may not or asks wrongly is not helped by asking again
            retry: (count, error) =>
                count < 2 &&
                !(error instanceof ProblemError && error.problem.status >= 400 && error.problem.status < 500),
        },
    },
});

export default function App() {
    return (
        <QueryClientProvider client={queries}>
            <RouterProvider router={router} />
        </QueryClientProvider>
    );
}
