package org.rostrum.channels.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.intake.ImportRequest;
import org.rostrum.api.problem.Inputs;
import org.rostrum.testkit.MemoryAccounts;
import org.rostrum.testkit.MemoryChannels;

class SourcesTest {
    /** What a file calls its sources is no reason to refuse it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\0b",
                "two\nlines",
                "\ud83d",
                "\u0007",
                "1234567890123456789012345678901234567890123456789\ud83d\ude00"
            })
    void namesThatNoAccountMayHave_areMadeOnesThatItMay(String source) {
        MemoryAccounts accounts = MemoryAccounts.with("acme", "Acme");
        MemoryChannels channels = new MemoryChannels();
        ImportRequest request = new ImportRequest("f", null, "acme", true, false, Map.of());
        Sources sources = new Sources(accounts, channels, request, "net");

        Sources.Target target = sources.of(source.repeat(5));

        String name = accounts.find(target.accountId()).orElseThrow().name();
        assertThat(Inputs.name("name", name, 200)).isEqualTo(name);
        String channel = channels.find(target.channelId()).orElseThrow().name();
        assertThat(Inputs.name("name", channel, 200)).isEqualTo(channel);
    }
}
