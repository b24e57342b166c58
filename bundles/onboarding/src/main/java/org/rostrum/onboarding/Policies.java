package org.rostrum.onboarding;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.EngagementModel;
import org.rostrum.api.accounts.EngagementModelService;
import org.rostrum.api.engagement.RoutingRule;
import org.rostrum.api.engagement.RoutingService;
import org.rostrum.api.onboarding.Onboarding.State;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.reporting.ReportSchedule;
import org.rostrum.api.reporting.ReportService;
import org.rostrum.onboarding.Checklist.Finding;

/** Finds out which policies count for an account, with the rights of whoever looks. */
@Component(service = Policies.class)
public final class Policies {
    /** By the name that templates use. */
    static final Map<String, EngagementModel> MODELS = models();

    private final ReportService reports;
    private final RoutingService routing;
    private final EngagementModelService models;

    @Activate
    public Policies(
            @Reference ReportService reports,
            @Reference RoutingService routing,
            @Reference EngagementModelService models) {
        this.reports = reports;
        this.routing = routing;
        this.models = models;
    }

    private static Map<String, EngagementModel> models() {
        Map<String, EngagementModel> models = new TreeMap<>();
        for (EngagementModel model : EngagementModel.values()) {
            models.put(model.name().toLowerCase(Locale.ROOT).replace('_', '-'), model);
        }
        return Collections.unmodifiableMap(models);
    }

    Finding schedule(String accountId, String report) {
        boolean disabled = false;
        String cursor = null;
        do {
            CursorPage<ReportSchedule> page = reports.schedules(cursor, CursorPage.MAX_LIMIT);
            for (ReportSchedule schedule : page.items()) {
                if (accountId.equals(schedule.draft().accountId())
                        && report.equals(schedule.draft().report())) {
                    if (schedule.draft().enabled()) {
                        return new Finding(
                                State.DONE, "The schedule \"" + schedule.draft().name() + "\" mails it.");
                    }
                    disabled = true;
                }
            }
            cursor = page.nextCursor();
        } while (cursor != null);
        return disabled
                ? new Finding(State.TO_CHECK, "There is such a schedule, and it is disabled.")
                : new Finding(State.MISSING, "No schedule mails this report for just this account.");
    }

    Finding rule(String accountId) {
        boolean disabled = false;
        for (RoutingRule rule : routing.rules()) {
            if (rule.conditions().accountIds().contains(accountId)) {
                if (rule.enabled()) {
                    return new Finding(State.DONE, "The rule \"" + rule.name() + "\" names the account.");
                }
                disabled = true;
            }
        }
        return disabled
                ? new Finding(State.TO_CHECK, "A rule names the account, and it is disabled.")
                : new Finding(State.MISSING, "No rule names the account.");
    }

    Finding model(String accountId, String model) {
        EngagementModel wanted = MODELS.get(model);
        return models.inForce(accountId).stream().anyMatch(one -> one.setting().model() == wanted)
                ? new Finding(State.DONE, "The model counts for the account.")
                : new Finding(State.MISSING, "The model does not count for the account.");
    }
}
