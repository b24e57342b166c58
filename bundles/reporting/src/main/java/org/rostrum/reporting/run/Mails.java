package org.rostrum.reporting.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.DeliveryRequest.AttachmentReference;
import org.rostrum.api.delivery.DeliveryService;
import org.rostrum.api.reporting.ReportDelivery;
import org.rostrum.api.reporting.ReportRun;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Requester;

/** Writes the mails of reports into the outbox and the ledger, in the transaction of the caller. */
public final class Mails {
    /** How the subjects of our deliveries begin; the id of the run follows. */
    public static final String SUBJECT = "report-run/";

    private static final int LONGEST_KEY = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DeliveryService deliveries;
    private final Access access;
    private final Clock clock;
    private final Ledger ledger = new Ledger();

    public Mails(DeliveryService deliveries, Access access, Clock clock) {
        this.deliveries = deliveries;
        this.access = access;
        this.clock = clock;
    }

    /**
     * One mail to each recipient; a run mails each of them once, however often this is called.
     *
     * @param schedule name of the schedule; null when a person asked for it
     */
    void send(
            Connection connection,
            ReportRun run,
            RunStore.Headline headline,
            @Nullable String schedule,
            List<String> recipients)
            throws SQLException {
        enqueue(connection, run, headline, schedule, recipients, "", run.requester());
    }

    /** One more mail to each of them, although they may have got one already. */
    public List<ReportDelivery> resend(
            Connection connection, ReportRun run, RunStore.Headline headline, List<String> recipients)
            throws SQLException {
        return enqueue(
                connection, run, headline, null, recipients, "/" + UUID.randomUUID(), Requester.of(access.caller()));
    }

    private List<ReportDelivery> enqueue(
            Connection connection,
            ReportRun run,
            RunStore.Headline headline,
            @Nullable String schedule,
            List<String> recipients,
            String again,
            Requester requester)
            throws SQLException {
        String text = new MailText(run.request().locale()).report(headline, run, schedule);
        List<AttachmentReference> attachments = run.outputs().stream()
                .map(output -> new AttachmentReference(
                        output.fileName(),
                        output.format().mediaType(),
                        ReportOutputs.reference(run.id(), output.format())))
                .toList();
        List<DeliveryRequest> requests = recipients.stream()
                .map(recipient -> new DeliveryRequest(
                        "mail",
                        null,
                        run.request().accountId(),
                        SUBJECT + run.id(),
                        key(run.id(), recipient, again),
                        payload(recipient, headline.title(), text),
                        attachments,
                        requester))
                .toList();
        List<Delivery> accepted = access.asSystem("reporting", () -> deliveries.enqueueAll(requests));
        List<ReportDelivery> lines = new ArrayList<>();
        for (int i = 0; i < accepted.size(); i++) {
            ReportDelivery line = new ReportDelivery(
                    run.id(),
                    run.scheduleId(),
                    recipients.get(i),
                    accepted.get(i).state().name(),
                    accepted.get(i).id(),
                    clock.instant(),
                    null,
                    null);
            ledger.insert(connection, line);
            lines.add(line);
        }
        return lines;
    }

    /** Tells the owner of the schedule that a run failed for good; this is no report and carries none. */
    void tellFailure(ReportRun run, String what, String owner, int tries, String reason) {
        MailText text = new MailText(run.request().locale());
        DeliveryRequest request = new DeliveryRequest(
                "mail",
                null,
                run.request().accountId(),
                "report-failure/" + run.id(),
                "report-run/" + run.id() + "/failed",
                payload(owner, text.failureSubject(what), text.failure(what, run, tries, reason)),
                List.of());
        access.runAsSystem("reporting", () -> deliveries.enqueue(request));
    }

    private static String key(long runId, String recipient, String again) {
        String key = SUBJECT + runId + "/" + recipient + again;
        return key.length() <= LONGEST_KEY
                ? key
                : SUBJECT + runId + "/" + UUID.nameUUIDFromBytes(recipient.getBytes(StandardCharsets.UTF_8)) + again;
    }

    private static String payload(String recipient, String subject, String text) {
        try {
            return JSON.writeValueAsString(
                    Map.of("to", List.of(recipient), "subject", subject.replaceAll("\\s+", " "), "text", text));
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
