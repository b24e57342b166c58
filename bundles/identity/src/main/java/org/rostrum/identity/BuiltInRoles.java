package org.rostrum.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rostrum.api.identity.Role;

/** The roles to begin with. What they permit comes with the product; whoever wants it otherwise makes a role of their own. */
final class BuiltInRoles {
    static final String ADMINISTRATOR = "administrator";
    static final String VIEWER = "viewer";
    static final String ACCOUNT_MANAGER = "account-manager";
    static final String MANAGER = "manager";
    static final String AGENT = "agent";
    static final String INTEGRATOR = "integrator";
    static final String EXECUTIVE = "executive";
    static final String AUDITOR = "auditor";
    static final String AUTHOR = "author";
    static final String APPROVER = "approver";
    static final String PUBLISHER = "publisher";

    static final Map<String, Role> ROLES = new TreeMap<>();

    static {
        role(ADMINISTRATOR, "May do everything.", "*");
        role(
                VIEWER,
                "Sees accounts, activities, cases, deliveries and reports, and has reports made. Changes nothing,"
                        + " mails nothing to anybody, takes no raw data out in bulk, sees neither users nor the"
                        + " audit trail.",
                "accounts:read",
                "archive:read",
                "cases:read",
                "channels:read",
                "deliveries:read",
                "imports:read",
                "report-schedules:read",
                // making a report changes nothing that others see, and reading reports is the point of the role
                "reports:read,run",
                "routing-rules:read");
        role(
                ACCOUNT_MANAGER,
                "Runs accounts: makes accounts below, connects channels, gives roles, sets rules and schedules, replays"
                        + " what was not delivered. For the person who answers for a brand, granted for its account.",
                "accounts:read,write",
                "archive:read,export",
                "assignment-policies:read,change",
                "audit:read",
                "cases:read",
                "channels:read,write",
                "contacts:change",
                "deliveries:read,replay,edit,discard",
                "grants:read,write",
                "groups:read,write",
                "imports:read,write",
                "inbox:read,work,reply",
                // nobody can give what they do not have: authors, approvers and publishers are named by the account's
                // manager
                "publications:read,write,approve,publish",
                "report-schedules:read,write",
                "reports:read,run,mail",
                "roles:read",
                "routing-rules:read,write",
                "saved-replies:read,change",
                "slas:read,change",
                "users:read,write",
                "webhooks:read,change");
        role(
                MANAGER,
                "Gets the reports: has them made, scheduled and mailed, and sees what they are made of.",
                "accounts:read",
                "archive:read",
                "assignment-policies:read",
                "cases:read",
                "channels:read",
                "inbox:read",
                "report-schedules:read,write",
                "reports:read,run,mail",
                "saved-replies:read",
                "slas:read");
        role(
                AGENT,
                "Works on what people say: sees activities, conversations and cases and where they were delivered to.",
                "accounts:read",
                "archive:read",
                "assignment-policies:read",
                "cases:read",
                "channels:read",
                "contacts:change",
                "deliveries:read",
                "inbox:read,work,reply",
                "saved-replies:read",
                "slas:read");
        role(
                INTEGRATOR,
                "Connects networks and systems: plugins, channels, imports, routing rules and deliveries. Plugins belong to"
                        + " the whole installation, so for them the role must be granted there.",
                "accounts:read",
                "archive:read",
                "cases:read",
                "channels:read,write",
                "deliveries:read,replay,edit,discard",
                "imports:read,write",
                "plugins:read,install",
                "routing-rules:read,write",
                "webhooks:read,change");
        role(
                EXECUTIVE,
                "Reads reports and has them made; sees figures, no single activities.",
                "accounts:read",
                "reports:read,run");
        role(
                AUDITOR,
                "Looks at everything that proves who did what, and changes nothing: the audit trail, users, roles, grants,"
                        + " the archive and its verification.",
                "accounts:read",
                "archive:read,verify",
                "assignment-policies:read",
                "audit:read,export,verify",
                "cases:read",
                "channels:read",
                "deliveries:read",
                "grants:read",
                "groups:read",
                "identity-providers:read",
                "imports:read",
                "inbox:read",
                "plugins:read",
                "report-schedules:read",
                "reports:read",
                "roles:read",
                "routing-rules:read",
                "saved-replies:read",
                "secrets:read",
                "sign-in-policy:read",
                "slas:read",
                "users:read",
                "webhooks:read");
    }

    // until the server can publish nothing asks for their publications:*; engagement models count them already
    static {
        publishing(AUTHOR, "Plans and writes posts and hands them over. Approves and publishes nothing.", "read,write");
        publishing(
                APPROVER, "Approves posts of others or hands them back. Writes and publishes nothing.", "read,approve");
        publishing(PUBLISHER, "Publishes what was approved. Writes and approves nothing.", "read,publish");
    }

    private BuiltInRoles() {}

    private static void publishing(String name, String description, String actions) {
        role(
                name,
                description + " Until this server can publish, the role sees activities, conversations and channels.",
                "accounts:read",
                "archive:read",
                "cases:read",
                "channels:read",
                "publications:" + actions);
    }

    private static void role(String name, String description, String... permissions) {
        List<String> all = new ArrayList<>(List.of(permissions));
        if (!name.equals(ADMINISTRATOR)) {
            // everybody may let a program act for them
            all.add("tokens:own");
        }
        ROLES.put(name, new Role(name, description, all, true, 1));
    }
}
