package org.rostrum.channels.posting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rostrum.api.accounts.PostCheck.Measured;
import org.rostrum.api.data.Database;
import org.rostrum.channels.TestServer;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.PostLimits;

class MeasuresTest {
    private TestServer server;
    private Measures measures;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = new TestServer(Database.Engine.DERBY, folder);
        server.channels.create("acme.x", "acme", "probe", "X", Map.of("url", "x"));
        measures = new Measures(server.channels, server.kinds, server.running, server.access);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void text_isMeasuredAsTheNetworkCounts() {
        PostLimits.TextLimit limit =
                server.kinds.find("probe").orElseThrow().limits().text();
        Measured measured = measures.measure("acme.x", "Hi 👨‍👩‍👧").orElseThrow();
        assertThat(measured.most()).isEqualTo(limit == null ? null : limit.most());
        assertThat(measured.length()).isEqualTo(limit == null ? 11 : limit.length("Hi 👨‍👩‍👧"));
        assertThat(measured.isTooLong()).isFalse();
        assertThat(new Measured(true, true, 301, 300).isTooLong()).isTrue();
    }

    @Test
    void abilities_areThoseOfTheChannel_notOfItsType() {
        server.network.abilities = EnumSet.of(Ability.LISTEN, Ability.REPLY);
        assertThat(measures.measure("acme.x", "x")).hasValueSatisfying(measured -> {
            assertThat(measured.canReply()).isTrue();
            assertThat(measured.canBeDirect()).isFalse();
        });
        server.network.abilities = EnumSet.of(Ability.LISTEN);
        assertThat(measures.measure("acme.x", "x"))
                .hasValueSatisfying(measured -> assertThat(measured.canReply()).isFalse());
    }

    @Test
    void importsCannotAnswer_andOfUnknownChannelsNobodyKnows() {
        server.channels.create("acme.mails", "acme", "import", "Old mails", Map.of());
        assertThat(measures.measure("acme.mails", "x"))
                .hasValueSatisfying(measured -> assertThat(measured.canReply()).isFalse());
        assertThat(measures.measure("acme.none", "x")).isEmpty();
    }
}
