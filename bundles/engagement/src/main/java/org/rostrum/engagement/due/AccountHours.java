package org.rostrum.engagement.due;

import java.time.ZoneId;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountAttributeService;
import org.rostrum.api.accounts.AccountAttributes;
import org.rostrum.api.accounts.BusinessHours;
import org.rostrum.api.security.Access;

/** When accounts are open, by their own hours or those of the account above; always, where there are none. */
@Component(service = AccountHours.class)
public final class AccountHours implements Function<String, BusinessTime> {
    private final AccountAttributeService attributes;
    private final Access access;

    @Activate
    public AccountHours(@Reference AccountAttributeService attributes, @Reference Access access) {
        this.attributes = attributes;
        this.access = access;
    }

    @Override
    public BusinessTime apply(String accountId) {
        AccountAttributes.Effective effective = access.asSystem(ResponseClocks.PART, () -> attributes.find(accountId))
                .effective();
        BusinessHours hours = effective.businessHours().value();
        ZoneId zone = effective.zone().value();
        return hours == null || zone == null ? BusinessTime.ALWAYS : BusinessTime.of(hours, zone);
    }
}
