package org.rostrum.vault;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.rostrum.api.problem.Problem;
import org.rostrum.database.JdbcDatabase;

/** A node in a process of its own that keeps values and changes keys, over and over, until it is killed. */
public final class RestlessNode {
    private RestlessNode() {}

    static HikariDataSource dataSource(String url) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(5);
        return new HikariDataSource(pool);
    }

    static String plain(String id) {
        return "secret of " + id;
    }

    /** @param arguments the JDBC address, the key file, and what the ids of values begin with */
    public static void main(String[] arguments) throws Exception {
        Node node = new Node(new JdbcDatabase(dataSource(arguments[0])), Path.of(arguments[1]));
        node.values.keep(arguments[2] + "first", plain(arguments[2] + "first"));
        Thread writer = new Thread(() -> {
            for (int i = 0; ; i++) {
                String id = arguments[2] + i;
                node.values.keep(id, plain(id));
            }
        });
        writer.start();
        while (writer.isAlive()) {
            try {
                node.rotations.rotate(false);
            } catch (Problem underWay) {
                node.resealing.goOn();
            }
        }
    }
}
