package org.rostrum.delivery.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.rostrum.delivery.outbox.Nodes.request;

import com.zaxxer.hikari.HikariDataSource;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.testkit.TestDatabase;

/** Kills a node with {@code kill -9} while it works. */
@EnabledIfEnvironmentVariable(named = TestDatabase.POSTGRES, matches = ".+")
class KilledProcessTest {
    private static final int DELIVERIES = 300;

    private static Process launch(String url, File log) throws Exception {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        url)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }

    @Test
    void what_a_killed_node_was_at_is_taken_over_and_nothing_is_lost_or_doubled(@TempDir Path folder) throws Exception {
        try (Nodes nodes = new Nodes(Database.Engine.POSTGRESQL)) {
            Database database = nodes.database.database();
            database.transact(
                    connection -> Sql.update(connection, "create table arrivals (delivery varchar(200) not null)"));
            String url = ((HikariDataSource) nodes.database.dataSource()).getJdbcUrl();
            Nodes.Node node = nodes.start(OtherProcess.settings().with("deliveryThreads", 1));
            Process other = launch(url, folder.resolve("other.log").toFile());
            try {
                List<DeliveryRequest> requests = new ArrayList<>();
                for (int i = 0; i < DELIVERIES; i++) {
                    requests.add(request("k" + i));
                }
                node.outbox().enqueueAll(requests);
                await().atMost(Duration.ofSeconds(60)).until(() -> sendingElsewhere(database) > 0);
                other.destroyForcibly();
                assertThat(other.waitFor(10, TimeUnit.SECONDS)).isTrue();
                int atDeath = arrivals(database).size();
                assertThat(atDeath).isLessThan(DELIVERIES);

                nodes.targets.add(new TableTarget(database));
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> node.outbox().figures().waiting()
                                        + node.outbox().figures().sending()
                                == 0);
                assertThat(arrivals(database)).hasSize(DELIVERIES).doesNotHaveDuplicates();
                assertThat(node.outbox().figures().dead()).isZero();
            } finally {
                other.destroyForcibly();
            }
        }
    }

    private static long sendingElsewhere(Database database) {
        return database.read(connection ->
                Sql.number(connection, "select count(*) from delivery_delivery where state = 'SENDING' and id > 20"));
    }

    private static List<String> arrivals(Database database) {
        return database.read(
                connection -> Sql.list(connection, "select delivery from arrivals", row -> row.getString("delivery")));
    }
}
