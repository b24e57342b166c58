package org.rostrum.report.engagement;

import java.net.URL;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rostrum.api.accounts.AccountService;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.EngagementFigures;
import org.rostrum.api.engagement.CaseFigures;
import org.rostrum.api.reporting.ReportDescription;
import org.rostrum.api.reporting.ReportRequest;
import org.rostrum.api.security.Requester;
import org.rostrum.spi.report.ReportContent;
import org.rostrum.spi.report.ReportPack;

/**
 * The report {@code engagement}: what was said to and by the accounts in a period, how fast they answered, when it was
 * busy, what is open and what became leads and tickets; first for all accounts together, then on a page for each that has
 * enough to show, while the others share pages.
 */
@Component
public final class EngagementReport implements ReportPack {
    /** Name of the report. */
    static final String NAME = "engagement";

    private final Collector collector;

    /** @param cases null when nobody routes what was said: then there are no leads and tickets */
    @Activate
    public EngagementReport(
            @Reference AccountService accounts,
            @Reference EngagementFigures figures,
            @Reference Archive archive,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    @Nullable
                    CaseFigures cases,
            @Reference Clock clock) {
        this.collector = new Collector(accounts, figures, archive, cases, clock);
    }

    /** A report without leads and tickets. */
    public EngagementReport(AccountService accounts, EngagementFigures figures, Archive archive, Clock clock) {
        this(accounts, figures, archive, null, clock);
    }

    @Override
    public ReportDescription describe(Locale locale) {
        Messages messages = Messages.in(locale);
        return new ReportDescription(
                NAME, messages.text("report.title"), messages.text("report.description"), Messages.LOCALES);
    }

    @Override
    public ReportContent prepare(ReportRequest request) {
        return content(request, null);
    }

    @Override
    public ReportContent prepare(ReportRequest request, Requester requester) {
        return content(request, requester);
    }

    private ReportContent content(ReportRequest request, @Nullable Requester requester) {
        Words words = new Words(request.locale());
        Engagement engagement = collector.collect(request.accountId(), request.period(), requester);
        String name = engagement.name() == null ? words.text("scope.all") : engagement.name();
        String period = new PeriodWords(words).name(engagement.period());
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("TITLE", words.text("report.title"));
        parameters.put("NAME", name);
        parameters.put("PERIOD", period);
        parameters.put(
                "GENERATED",
                words.text(
                        "footer.generated",
                        words.time(engagement.generated(), request.period().zone())));
        parameters.put("REPORT_RESOURCE_BUNDLE", words.messages().bundle());
        return new ReportContent(
                words.text("mail.title", words.text("report.title"), name, period),
                new Summary(words, engagement).text(),
                template(words.rightToLeft() ? "engagement-rtl.jasper" : "engagement.jasper"),
                Map.of(),
                parameters,
                new Layout(words, engagement).rows(),
                new Tables(words, engagement).all());
    }

    private static URL template(String name) {
        URL found = EngagementReport.class.getResource(name);
        if (found == null) {
            throw new IllegalStateException("the bundle lacks " + name);
        }
        return found;
    }
}
