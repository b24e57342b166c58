package org.rostrum.engagement.due;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountHoursParticipant;
import org.rostrum.api.accounts.AccountMoveParticipant;
import org.rostrum.api.delivery.TimedWork;

/** Accounts whose hours change, or that inherit others, have other times at which conversations are due. */
@Component(service = {TargetsOfAccounts.class, AccountHoursParticipant.class, AccountMoveParticipant.class})
public final class TargetsOfAccounts implements AccountHoursParticipant, AccountMoveParticipant {
    /** The timed task that computes anew what is due in an account and below it. */
    public static final String ANEW = "response-targets-anew";

    private final TimedWork timedWork;
    private final Clock clock;

    @Activate
    public TargetsOfAccounts(@Reference TimedWork timedWork, @Reference Clock clock) {
        this.timedWork = timedWork;
        this.clock = clock;
    }

    @Override
    public void hoursChanged(String accountId) {
        timedWork.schedule(ANEW, accountId, clock.instant(), "");
    }

    /** The targets of one account are those of another one now. */
    public void merged(Connection connection, String into) throws SQLException {
        TargetStore.changed(connection);
        hoursChanged(into);
    }

    @Override
    public void moved(Connection connection, String accountId) {
        hoursChanged(accountId);
    }
}
