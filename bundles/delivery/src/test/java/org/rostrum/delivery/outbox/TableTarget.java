package org.rostrum.delivery.outbox;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryReceipt;
import org.rostrum.api.delivery.DeliveryTarget;

/** Another system that outlives the process which calls it: a table. It answers a while after it has stored. */
final class TableTarget implements DeliveryTarget {
    private final Database database;

    TableTarget(Database database) {
        this.database = database;
    }

    @Override
    public String adapter() {
        return "crm";
    }

    @Override
    public Set<String> kinds() {
        return Set.of("lead");
    }

    @Override
    public DeliveryReceipt deliver(Delivery delivery) {
        String key = delivery.request().idempotencyKey();
        database.transact(connection -> Sql.update(connection, "insert into arrivals values (?)", key));
        LockSupport.parkNanos(Duration.ofMillis(30).toNanos());
        return FakeTarget.receipt(key);
    }

    @Override
    public boolean canFind() {
        return true;
    }

    @Override
    public Optional<DeliveryReceipt> find(Delivery delivery) {
        String key = delivery.request().idempotencyKey();
        long found = database.read(
                connection -> Sql.number(connection, "select count(*) from arrivals where delivery = ?", key));
        return found == 0 ? Optional.empty() : Optional.of(FakeTarget.receipt(key));
    }
}
