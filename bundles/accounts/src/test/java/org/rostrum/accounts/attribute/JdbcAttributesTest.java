package org.rostrum.accounts.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.accounts.JdbcAccounts;
import org.rostrum.accounts.RememberedTree;
import org.rostrum.api.accounts.AccountAttributeService.Opening;
import org.rostrum.api.accounts.AccountAttributeService.Picture;
import org.rostrum.api.accounts.AccountAttributes;
import org.rostrum.api.accounts.BusinessHours;
import org.rostrum.api.accounts.Inherited;
import org.rostrum.api.accounts.Inherited.Origin;
import org.rostrum.api.accounts.NewAccount;
import org.rostrum.api.data.Database;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.RecordingAuditLog;
import org.rostrum.testkit.TestDatabase;

class JdbcAttributesTest {
    private static final String HOURS =
            """
            {"businessHours":{"week":{"monday":[{"from":"09:00","to":"17:00"}],"friday":[{"from":"22:00","to":"24:00"}],
             "saturday":[{"from":"00:00","to":"02:00"}]},
             "exceptions":[{"date":"2026-12-28","name":"Bridge day"}]}}""";

    private final RecordingAuditLog audit = new RecordingAuditLog();

    /** acme (Warsaw) with north (no zone of its own) with shop. */
    private JdbcAttributes attributes(TestDatabase database, Access access) {
        RememberedTree tree = new RememberedTree(database.database());
        JdbcAccounts accounts = new JdbcAccounts(
                tree, FixedAccess.everything(), audit, new ManualClock(Instant.parse("2026-11-22T10:00:00Z")));
        accounts.ensure(new NewAccount("acme", null, "Acme", ZoneId.of("Europe/Warsaw")));
        accounts.ensure(new NewAccount("north", "acme", "North", null));
        accounts.ensure(new NewAccount("shop", "north", "Shop", null));
        return new JdbcAttributes(tree, access, audit);
    }

    private static AccountAttributes.Change patch(String json) {
        try {
            return AttributesPatch.of((ObjectNode) JsonMapper.builder().build().readTree(json));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void values_areInherited_untilSet_andAgainWhenTakenAway(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcAttributes attributes = attributes(database, FixedAccess.everything());
            List<String> hours = new ArrayList<>();
            attributes.hoursParticipants = List.of(hours::add);
            attributes.change(
                    "acme",
                    patch("{\"languages\":[\"pl\",\"EN-gb\"],\"contact\":{\"email\":\"care@acme.example\"}}"),
                    1);
            AccountAttributes shop = attributes.find("shop");
            assertThat(shop.own()).isEqualTo(AttributeStore.NOTHING);
            assertThat(shop.effective().zone())
                    .isEqualTo(new Inherited<>(ZoneId.of("Europe/Warsaw"), Origin.ABOVE, "acme"));
            assertThat(shop.effective().languages())
                    .isEqualTo(new Inherited<>(List.of("pl", "en-GB"), Origin.ABOVE, "acme"));

            AccountAttributes set =
                    attributes.change("north", patch("{\"zone\":\"Asia/Tokyo\",\"languages\":[\"ja\"]}"), 1);
            assertThat(set.version()).isEqualTo(2);
            assertThat(set.effective().zone().origin()).isEqualTo(Origin.OWN);
            assertThat(attributes.find("shop").effective().languages())
                    .isEqualTo(new Inherited<>(List.of("ja"), Origin.ABOVE, "north"));
            assertThat(attributes.find("shop").effective().contact().accountId())
                    .isEqualTo("acme");

            attributes.change("north", patch("{\"zone\":null}"), 2);
            assertThat(attributes.find("shop").effective().zone().accountId()).isEqualTo("acme");
            assertThat(attributes.find("shop").effective().languages().accountId())
                    .isEqualTo("north");
            assertThat(audit.actions()).contains("account.attributes");
            assertThat(hours).as("told of zones and business hours").containsExactly("north", "north");
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void whoIsAbove_isNotTold_toThoseWhoSeeOnlyWhatIsBelow(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcAttributes attributes =
                    attributes(database, FixedAccess.at(Set.of("north", "shop"), "accounts:read", "accounts:write"));
            assertThat(attributes.find("shop").effective().zone())
                    .isEqualTo(new Inherited<>(ZoneId.of("Europe/Warsaw"), Origin.ABOVE, null));
            assertProblem(Problem.Kind.NOT_FOUND, () -> attributes.find("acme"));
            assertProblem(Problem.Kind.NOT_FOUND, () -> attributes.change("acme", patch("{}"), 1));
            assertProblem(Problem.Kind.NOT_FOUND, () -> attributes.setLogo("acme", null, 1));
            assertProblem(Problem.Kind.NOT_FOUND, () -> attributes.logo("acme"));
            assertProblem(Problem.Kind.NOT_FOUND, () -> attributes.opening("acme", Instant.EPOCH));
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void change_refusesWhatSomebodyElseChangedMeanwhile_andKeepsNothingOfIt(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcAttributes attributes = attributes(database, FixedAccess.everything());
            attributes.change("north", patch("{\"languages\":[\"de\"]}"), 1);
            assertProblem(
                    Problem.Kind.PRECONDITION_FAILED,
                    () -> attributes.change("north", patch("{\"languages\":[\"it\"]}"), 1));
            assertThat(attributes.find("north").own().languages()).containsExactly("de");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"languages\":[]}",
                "{\"languages\":[\"x y\"]}",
                "{\"languages\":[\"de\",\"DE\"]}",
                "{\"languages\":[null]}",
                "{\"languages\":\"de\"}",
                "{\"zone\":\"Mars/Olympus\"}",
                "{\"zone\":5}",
                "{\"contact\":{}}",
                "{\"contact\":{\"email\":\"nobody\"}}",
                "{\"contact\":{\"phone\":\"call me\"}}",
                "{\"contact\":{\"webAddress\":\"javascript:alert(1)\"}}",
                "{\"contact\":{\"webAddress\":\"https://user:secret@acme.example\"}}",
                "{\"contact\":{\"name\":\"a\\u0000b\"}}",
                "{\"contact\":{\"fax\":\"1\"}}",
                "{\"businessHours\":{\"week\":{\"someday\":[]}}}",
                "{\"businessHours\":{\"week\":{\"monday\":[{\"from\":\"9\",\"to\":\"17:00\"}]}}}",
                "{\"businessHours\":{\"week\":{\"monday\":[{\"from\":\"17:00\",\"to\":\"09:00\"}]}}}",
                "{\"businessHours\":{\"week\":{\"monday\":[null]}}}",
                "{\"businessHours\":{\"week\":{\"monday\":[{\"from\":\"09:00\",\"to\":\"12:00\"},{\"from\":\"11:00\",\"to\":\"13:00\"}]}}}",
                "{\"businessHours\":{\"exceptions\":[{\"date\":\"Christmas\"}]}}",
                "{\"businessHours\":{\"exceptions\":[{\"date\":\"2026-12-25\"},{\"date\":\"2026-12-25\"}]}}",
                "{\"name\":\"x\"}"
            })
    void patch_refusesWhatIsNoAttribute(String json) {
        try (TestDatabase database = TestDatabase.derby()) {
            JdbcAttributes attributes = attributes(database, FixedAccess.everything());
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> attributes.change("north", patch(json), 1))
                    .satisfies(problem -> {
                        assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
                        assertThat(problem.field()).isNotNull();
                        assertThat(problem.remedy()).isNotNull();
                    });
        }
    }

    @ParameterizedTest
    @CsvSource({
        // Warsaw is an hour before UTC in winter; Monday 9 to 17
        "2026-11-23T07:59:59Z,false,2026-11-23T08:00:00Z,",
        "2026-11-23T08:00:00Z,true,2026-11-27T21:00:00Z,2026-11-23T16:00:00Z",
        "2026-11-23T16:00:00Z,false,2026-11-27T21:00:00Z,",
        // Friday's last hours go on over midnight
        "2026-11-27T22:30:00Z,true,2026-11-30T08:00:00Z,2026-11-28T01:00:00Z",
        "2026-11-28T00:30:00Z,true,2026-11-30T08:00:00Z,2026-11-28T01:00:00Z",
        // the Monday of the exception is closed
        "2026-12-28T09:00:00Z,false,2027-01-01T21:00:00Z,"
    })
    void opening_followsHoursExceptionsAndZone(Instant at, boolean open, Instant next, Instant closes) {
        try (TestDatabase database = TestDatabase.derby()) {
            JdbcAttributes attributes = attributes(database, FixedAccess.everything());
            attributes.change("acme", patch(HOURS), 1);
            assertThat(attributes.opening("shop", at)).isEqualTo(new Opening("shop", at, true, open, next, closes));
        }
    }

    @Test
    void opening_knowsNothing_withoutHours() {
        try (TestDatabase database = TestDatabase.derby()) {
            assertThat(attributes(database, FixedAccess.everything()).opening("shop", Instant.EPOCH))
                    .isEqualTo(new Opening("shop", Instant.EPOCH, false, false, null, null));
        }
    }

    @ParameterizedTest
    @CsvSource({
        // 02:30 is leapt over: it opens at 03:00 summer time, which is 01:00 UTC
        "2026-03-29T00:59:59Z,false,2026-03-29T01:00:00Z",
        // 02:30 comes twice: the earlier one is 00:30 UTC
        "2026-10-25T00:29:59Z,false,2026-10-25T00:30:00Z"
    })
    void opening_survivesChangesOfTheClocks(Instant at, boolean open, Instant next) {
        Openings openings =
                new Openings(hours(DayOfWeek.SUNDAY, new BusinessHours.Interval(150, 300)), ZoneId.of("Europe/Warsaw"));
        assertThat(openings.at(at).open()).isEqualTo(open);
        assertThat(openings.at(at).next()).isEqualTo(next);
    }

    @Test
    void opening_withoutAnEnd_closesNever() {
        Map<DayOfWeek, List<BusinessHours.Interval>> always = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            always.put(day, List.of(new BusinessHours.Interval(0, 1440)));
        }
        Openings openings = new Openings(new BusinessHours(always, List.of()), ZoneId.of("Europe/Warsaw"));
        assertThat(openings.at(Instant.parse("2026-11-23T07:59:59Z"))).isEqualTo(new Openings.State(true, null, null));
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void logo_isDrawnAnew_madeSmaller_andInherited(Database.Engine engine) throws IOException {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcAttributes attributes = attributes(database, FixedAccess.everything());
            byte[] sent = picture("jpg", 1000, 500);
            AccountAttributes set = attributes.setLogo("acme", sent, 1);
            assertThat(set.own().logo()).isNotNull();
            Picture shown = attributes.logo("shop").orElseThrow();
            BufferedImage drawn = ImageIO.read(new java.io.ByteArrayInputStream(shown.content()));
            assertThat(drawn.getWidth()).isEqualTo(512);
            assertThat(drawn.getHeight()).isEqualTo(256);
            assertThat(shown.logo().mediaType()).isEqualTo("image/png");
            assertThat(attributes.find("shop").effective().logo().accountId()).isEqualTo("acme");
            attributes.setLogo("acme", null, 2);
            assertThat(attributes.logo("shop")).isEmpty();
        }
    }

    @Test
    void logo_keepsNothingButPixels() throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        sent.write(picture("png", 20, 10));
        sent.write("<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));
        byte[] kept = LogoPicture.of(sent.toByteArray()).content();
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("script");
    }

    @Test
    void logo_refusesWhatIsNoPicture_andWhatIsTooLarge() throws IOException {
        byte[] png = picture("png", 20, 10);
        for (byte[] bad : List.of(
                "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8),
                new byte[0],
                picture("gif", 10, 10),
                java.util.Arrays.copyOf(png, 40))) {
            assertProblem(Problem.Kind.UNSUPPORTED_MEDIA_TYPE, () -> LogoPicture.of(bad));
        }
        assertProblem(Problem.Kind.TOO_LARGE, () -> LogoPicture.of(new byte[LogoPicture.MOST_BYTES + 1]));
        // a header that promises 60,000 by 60,000 pixels is refused before anything is unpacked
        byte[] bomb = png.clone();
        java.nio.ByteBuffer.wrap(bomb).putInt(16, 60_000).putInt(20, 60_000);
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(bomb, 12, 17);
        java.nio.ByteBuffer.wrap(bomb).putInt(29, (int) crc.getValue());
        assertProblem(Problem.Kind.TOO_LARGE, () -> LogoPicture.of(bomb));
    }

    private static byte[] picture(String format, int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out))
                .isTrue();
        return out.toByteArray();
    }

    private static BusinessHours hours(DayOfWeek day, BusinessHours.Interval stretch) {
        return new BusinessHours(Map.of(day, List.of(stretch)), List.of());
    }

    private static void assertProblem(Problem.Kind kind, Runnable work) {
        assertThatExceptionOfType(Problem.class).isThrownBy(work::run).satisfies(problem -> assertThat(problem.kind())
                .isEqualTo(kind));
    }
}
