package org.rostrum.connector.x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rostrum.api.problem.Problem;

class XSettingsTest {
    private static Map<String, String> settings() {
        return new LinkedHashMap<>(Map.of("clientId", "client-of-acme", "refreshToken", "refresh-token"));
    }

    @Test
    void defaults_areThoseOfTheDefinition() {
        XSettings settings = XSettings.of(Connecting.config(settings()));
        assertThat(settings.clientSecret()).isNull();
        assertThat(settings.isEnterprise()).isFalse();
        assertThat(settings.ownPosts()).isTrue();
        assertThat(settings.beyondMentions()).isTrue();
        assertThat(settings.directMessages()).isFalse();
        assertThat(settings.referredPosts()).isTrue();
        assertThat(settings.daysBefore()).isEqualTo(7);
        assertThat(settings.replySettings()).isEqualTo("everyone");
        assertThat(settings.monthlyDollars()).isZero();
        assertThat(settings.api()).isEqualTo("https://api.x.com");
        assertThat(settings.web()).isEqualTo("https://x.com");
    }

    @ParameterizedTest
    @CsvSource({
        "clientId, ''",
        "clientId, my client",
        "clientSecret, short",
        "refreshToken, ''",
        "refreshToken, with blank inside",
        "access, BASIC",
        "replySettings, friends",
        "daysBefore, 366",
        "daysBefore, -1",
        "daysBefore, many",
        "monthlyDollars, -5",
        "api, http://api.x.com",
        "api, https://me:secret@api.x.com",
        "api, https://api.x.com?x=1",
        "api, api.x.com",
        "webAddress, ''"
    })
    void wrong_isRefusedByName_withoutRepeatingIt(String name, String value) {
        Map<String, String> settings = settings();
        settings.put(name, value);
        Problem problem = catchThrowableOfType(Problem.class, () -> XSettings.check(settings));
        assertThat(problem).isNotNull();
        assertThat(problem.field()).isEqualTo(name);
        assertThat(problem.remedy()).isNotBlank();
        assertThat(value.isEmpty() || !String.valueOf(problem.getMessage()).contains(value))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:8080/, http://localhost:8080", "http://127.0.0.1:1, http://127.0.0.1:1"})
    void plainHttp_isPossibleNearby(String given, String address) {
        Map<String, String> settings = settings();
        settings.put("api", given);
        XSettings.check(settings);
        assertThat(XSettings.of(Connecting.config(settings)).api()).isEqualTo(address);
    }
}
