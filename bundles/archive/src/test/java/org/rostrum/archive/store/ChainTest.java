package org.rostrum.archive.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChainTest {
    private static final Instant TIME = Instant.parse("2026-03-10T12:00:00.000001Z");

    /** The form is a promise: archives of today must be checkable with the code of tomorrow. */
    @Test
    void link_isTheDigestOfTheDocumentedBytes() {
        ActivityRow row = row("a", "bc", null);

        assertThat(new Chain().link(Hash.ZERO, row).hex())
                .isEqualTo("0efd621033ec25e46965ce6087a1fac64cb2f85a67b36ff5a73942fdf06b625b");
    }

    @Test
    void link_tellsApart_whatLooksAlikeWhenStrungTogether() {
        Chain chain = new Chain();

        assertThat(chain.link(Hash.ZERO, row("ab", "c", null)))
                .isNotEqualTo(chain.link(Hash.ZERO, row("a", "bc", null)))
                .isNotEqualTo(chain.link(Hash.ZERO, row("ab", "c", "")))
                .isEqualTo(chain.link(Hash.ZERO, row("ab", "c", null)));
        assertThat(chain.original("text/plain", "x")).isNotEqualTo(chain.original("text/plainx", ""));
    }

    @Test
    void link_dependsOnThePreviousOne_andOnThePlace() {
        Chain chain = new Chain();
        ActivityRow row = row("a", "b", null);
        Hash first = chain.link(Hash.ZERO, row);

        assertThat(chain.link(first, row)).isNotEqualTo(first);
        assertThat(chain.link(Hash.ZERO, row, 8)).isNotEqualTo(first);
    }

    private static ActivityRow row(String account, String channel, @Nullable String language) {
        return new ActivityRow(
                7, account, channel, "1", "testnet", 3, null, "INBOUND", "POST", "Create", "Note", "ann", "ann", null,
                null, TIME, "żółw", language, null, null, null, null, TIME, Hash.ZERO);
    }
}
