package org.rostrum.engagement.due;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.AccountAttributeService;
import org.rostrum.api.accounts.AccountAttributes;
import org.rostrum.api.accounts.BusinessHours;
import org.rostrum.api.accounts.Inherited;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.MemoryAccountTree;

/** Response clocks of the accounts acme, which has acme.pl below it, and beta. */
public final class TestClocks {
    private TestClocks() {}

    /** Of accounts that have no hours. */
    public static ResponseClocks none(Clock clock) {
        return of(clock, () -> null, ZoneId.of("UTC"));
    }

    /** Of accounts that are open by the same hours. */
    public static ResponseClocks of(Clock clock, Supplier<@Nullable BusinessHours> hours, ZoneId zone) {
        AccountAttributeService attributes = (AccountAttributeService) Proxy.newProxyInstance(
                AccountAttributeService.class.getClassLoader(),
                new Class<?>[] {AccountAttributeService.class},
                (proxy, method, arguments) -> new AccountAttributes(
                        (String) arguments[0],
                        new AccountAttributes.Own(null, null, null, null, null),
                        new AccountAttributes.Effective(set(zone), set(null), set(hours.get()), set(null), set(null)),
                        1));
        return new ResponseClocks(tree(), new AccountHours(attributes, FixedAccess.everything()), clock);
    }

    public static MemoryAccountTree tree() {
        return new MemoryAccountTree()
                .with("acme", null)
                .with("acme.pl", "acme")
                .with("beta", null);
    }

    private static <T> Inherited<T> set(@Nullable T value) {
        return new Inherited<>(value, Inherited.Origin.OWN, null);
    }
}
