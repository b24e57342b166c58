package org.rostrum.engagement.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.accounts.AccountAttributeService;
import org.rostrum.api.accounts.AccountAttributes;
import org.rostrum.api.accounts.Inherited;
import org.rostrum.api.accounts.NewAccount;
import org.rostrum.api.data.Database;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.InboxService;
import org.rostrum.api.engagement.OfferedReply;
import org.rostrum.api.engagement.SavedReply;
import org.rostrum.api.engagement.SavedReplyDraft;
import org.rostrum.api.identity.User;
import org.rostrum.api.identity.UserService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.MemoryAccountTree;
import org.rostrum.testkit.MemoryAccounts;
import org.rostrum.testkit.MemoryChannels;
import org.rostrum.testkit.RecordingAuditLog;
import org.rostrum.testkit.TestDatabase;

class SavedRepliesTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";

    private final RecordingAuditLog audit = new RecordingAuditLog();
    private final ManualClock clock = new ManualClock(NOON);
    private final MemoryAccountTree tree =
            new MemoryAccountTree().with("acme", null).with("pl", "acme").with("de", "acme");
    private @Nullable String language = "pl";
    private String contact = "Anna";
    private @Nullable List<String> accountLanguages = List.of("de");

    private JdbcSavedReplies replies(TestDatabase database, FixedAccess access) {
        return new JdbcSavedReplies(
                new RoutingTables(database.database(), clock),
                database.database(),
                one(InboxService.class, arguments -> conversation((long) arguments[0])),
                tree,
                values(access),
                access,
                audit,
                clock);
    }

    private PlaceholderValues values(Access access) {
        MemoryAccounts accounts = MemoryAccounts.with("acme", "Acme");
        accounts.create(new NewAccount("pl", "acme", "Acme Polska", ZoneOffset.UTC));
        MemoryChannels channels = new MemoryChannels();
        channels.ensure("pl.bluesky", "pl", "bluesky", "@acme.pl", Map.of());
        return new PlaceholderValues(
                accounts,
                one(AccountAttributeService.class, arguments -> attributes()),
                channels,
                one(
                        UserService.class,
                        arguments -> Optional.of(new User(
                                String.valueOf(arguments[0]),
                                "Ewa K.",
                                null,
                                false,
                                false,
                                Set.of(),
                                false,
                                NOON,
                                null,
                                1))),
                access);
    }

    /** A service of which one method alone is called. */
    private static <T> T one(Class<T> type, Function<Object[], Object> method) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, arguments) -> {
                    assertThat(called.getName()).isEqualTo("find");
                    return method.apply(arguments);
                }));
    }

    private AccountAttributes attributes() {
        Inherited<List<String>> languages = new Inherited<>(accountLanguages, Inherited.Origin.OWN, null);
        return new AccountAttributes(
                "pl",
                new AccountAttributes.Own(null, null, null, null, null),
                new AccountAttributes.Effective(none(), languages, none(), none(), none()),
                1);
    }

    private static <T> Inherited<T> none() {
        return new Inherited<>(null, Inherited.Origin.DEFAULT, null);
    }

    private Optional<InboxConversation> conversation(long id) {
        return id != 7
                ? Optional.empty()
                : Optional.of(new InboxConversation(
                        id,
                        "pl",
                        "pl.bluesky",
                        null,
                        contact,
                        InboxConversation.Status.OPEN,
                        null,
                        InboxConversation.Priority.NORMAL,
                        null,
                        new TreeSet<>(),
                        "It leaks",
                        language,
                        1,
                        NOON,
                        null,
                        NOON,
                        NOON,
                        NOON,
                        null,
                        1));
    }

    private static SavedReplyDraft draft(String account, String name, Map<String, String> texts) {
        return new SavedReplyDraft(account, name, null, texts);
    }

    private static SavedReplyDraft english(String account, String name) {
        return draft(account, name, Map.of("en", "Hello"));
    }

    private static void assertRefused(Problem.Kind kind, @Nullable String field, ThrowingCallable call) {
        assertThatExceptionOfType(Problem.class).isThrownBy(call).satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(kind);
            assertThat(problem.field()).isEqualTo(field);
        });
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void aReply_isKept_changed_andRemoved_withATrail(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcSavedReplies replies = replies(database, FixedAccess.everything());
            SavedReply made = replies.create(new SavedReplyDraft(
                    "acme", " Which model ", " Repairs ", Map.of("PT-br", " Oi\r\n{contact|}! ", "en", "Hi")));
            assertThat(made.name()).isEqualTo("Which model");
            assertThat(made.category()).isEqualTo("Repairs");
            assertThat(made.texts()).isEqualTo(Map.of("pt-BR", "Oi\n{contact|}!", "en", "Hi"));
            assertThat(replies.find(made.id())).contains(made);
            SavedReply after = replies.update(made.id(), english("pl", "Model?"), made.version());
            assertThat(after.texts()).containsOnlyKeys("en");
            assertThat(after.category()).isNull();
            assertThat(replies.find(made.id())).contains(after);
            assertRefused(
                    Problem.Kind.PRECONDITION_FAILED,
                    "If-Match",
                    () -> replies.update(made.id(), english("pl", "Late"), made.version()));
            assertRefused(
                    Problem.Kind.PRECONDITION_FAILED, "If-Match", () -> replies.remove(made.id(), made.version()));
            replies.remove(made.id(), after.version());
            assertThat(replies.find(made.id())).isEmpty();
            assertRefused(Problem.Kind.NOT_FOUND, null, () -> replies.remove(made.id(), after.version()));
            assertThat(audit.actions())
                    .containsExactly("saved-reply.create", "saved-reply.update", "saved-reply.remove");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void aName_isThereOnceInAnAccount_whateverItsCase(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcSavedReplies replies = replies(database, FixedAccess.everything());
            replies.create(english("acme", "Thanks"));
            assertRefused(Problem.Kind.CONFLICT, "name", () -> replies.create(english("acme", "THANKS")));
            SavedReply other = replies.create(english("pl", "Thanks"));
            assertRefused(
                    Problem.Kind.CONFLICT,
                    "name",
                    () -> replies.update(other.id(), english("acme", "thanks"), other.version()));
            assertThat(audit.actions()).containsExactly("saved-reply.create", "saved-reply.create");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void badInput_isRefused_namingTheField(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcSavedReplies replies = replies(database, FixedAccess.everything());
            Map<String, String> missing = new HashMap<>();
            missing.put("en", null);
            Map<String, SavedReplyDraft> bad = new HashMap<>(Map.of(
                    "accountId", english("nowhere", "A"),
                    "name", english("acme", "A\nB"),
                    "category", new SavedReplyDraft("acme", "A", "x".repeat(61), Map.of("en", "Hi")),
                    "texts", draft("acme", "A", Map.of())));
            bad.put("texts.en", draft("acme", "A", Map.of("en", "Hello {customer}")));
            bad.forEach((field, draft) -> assertRefused(Problem.Kind.INVALID, field, () -> replies.create(draft)));
            for (Map<String, String> texts :
                    List.of(Map.of("english language", "Hi"), Map.of("", "Hi"), Map.of("en", "Hi", "EN", "Hello"))) {
                assertRefused(Problem.Kind.INVALID, "texts", () -> replies.create(draft("acme", "A", texts)));
            }
            for (Map<String, String> texts :
                    List.of(missing, Map.of("en", " \n"), Map.of("en", "x".repeat(10_001)), Map.of("en", "a\u0000b"))) {
                assertRefused(Problem.Kind.INVALID, "texts.en", () -> replies.create(draft("acme", "A", texts)));
            }
            assertRefused(Problem.Kind.INVALID, "cursor", () -> replies.list(null, null, "here", 5));
            assertRefused(Problem.Kind.INVALID, "limit", () -> replies.list(null, null, null, 501));
            assertThat(replies.list(null, null, null, 5).items()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void list_goesByName_pageByPage_andFindsWords(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcSavedReplies replies = replies(database, FixedAccess.everything());
            for (String name : List.of("delta", "Alpha", "charlie", "Bravo", "Żółw")) {
                replies.create(english("acme", name));
            }
            replies.create(english("pl", "alpha"));
            replies.create(draft("pl", "Echo", Map.of("en", "Hi", "de", "100% GÜNSTIG")));
            List<String> names = new ArrayList<>();
            CursorPage<SavedReply> page = replies.list(null, null, null, 2);
            while (true) {
                page.items().forEach(reply -> names.add(reply.name()));
                if (page.nextCursor() == null) {
                    break;
                }
                page = replies.list(null, null, page.nextCursor(), 2);
            }
            assertThat(names).containsExactly("Alpha", "alpha", "Bravo", "charlie", "delta", "Echo", "Żółw");
            assertThat(names(replies, "pl", null)).containsExactly("alpha", "Echo");
            assertThat(names(replies, null, "0% günstig")).containsExactly("Echo");
            assertThat(names(replies, null, "_")).isEmpty();
            assertThat(names(replies, "acme", "LPH")).containsExactly("Alpha");
        }
    }

    private static List<String> names(JdbcSavedReplies replies, @Nullable String account, @Nullable String text) {
        return replies.list(account, text, null, 50).items().stream()
                .map(SavedReply::name)
                .toList();
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void offered_areThoseOfTheAccountAndAbove_inTheLanguageThatFits(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcSavedReplies replies = replies(database, FixedAccess.everything());
            replies.create(draft("acme", "Bye", Map.of("en", "Bye", "de", "Tschüs", "pl", "Pa")));
            replies.create(draft(
                    "pl",
                    "Ask",
                    Map.of("de", "Hallo {contact|Sie}, {agent} von {account} ({channel})", "en", "Hello {contact}")));
            replies.create(english("de", "Beside"));
            List<OfferedReply> offered = replies.offered(7, null, null, 50);
            assertThat(offered).extracting(OfferedReply::name).containsExactly("Ask", "Bye");
            assertThat(offered).extracting(OfferedReply::language).containsExactly("de", "pl");
            assertThat(offered.get(0).text()).isEqualTo("Hallo Anna, Ewa K. von Acme Polska (@acme.pl)");
            assertThat(replies.offered(7, "bye", "en-GB", 50))
                    .extracting(OfferedReply::text)
                    .containsExactly("Bye");
            assertThat(replies.offered(7, null, null, 1)).hasSize(1);

            language = null;
            accountLanguages = null;
            contact = "did:plc:abc";
            offered = replies.offered(7, null, null, 50);
            assertThat(offered).extracting(OfferedReply::language).containsExactly("de", "de");
            assertThat(offered.get(0).text()).startsWith("Hallo Sie,");
            contact = "{agent}\n$1";
            assertThat(replies.offered(7, null, null, 50).get(0).text()).startsWith("Hallo {agent} $1,");
            assertRefused(Problem.Kind.NOT_FOUND, null, () -> replies.offered(8, null, null, 50));
            assertRefused(Problem.Kind.INVALID, "language", () -> replies.offered(7, null, "no tag", 50));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void rights_countAtTheAccount_andOthersStayUnknown(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcSavedReplies all = replies(database, FixedAccess.everything());
            SavedReply above = all.create(english("acme", "Above"));
            SavedReply theirs = all.create(english("pl", "Theirs"));
            JdbcSavedReplies reader =
                    replies(database, FixedAccess.at(Set.of("pl"), "saved-replies:read", "inbox:read"));
            assertThat(reader.list(null, null, null, 50).items()).containsExactly(theirs);
            assertThat(reader.list("acme", null, null, 50).items()).isEmpty();
            assertThat(reader.find(above.id())).isEmpty();
            assertThat(reader.offered(7, null, null, 50))
                    .extracting(OfferedReply::name)
                    .containsExactly("Above", "Theirs");
            assertRefused(Problem.Kind.FORBIDDEN, null, () -> reader.create(english("pl", "Mine")));
            assertRefused(Problem.Kind.FORBIDDEN, null, () -> reader.remove(theirs.id(), 1));

            JdbcSavedReplies writer =
                    replies(database, FixedAccess.at(Set.of("pl"), "saved-replies:read", "saved-replies:change"));
            assertRefused(Problem.Kind.NOT_FOUND, null, () -> writer.remove(above.id(), 1));
            assertRefused(Problem.Kind.NOT_FOUND, null, () -> writer.update(above.id(), english("pl", "Taken"), 1));
            assertRefused(Problem.Kind.FORBIDDEN, null, () -> writer.update(theirs.id(), english("acme", "Up"), 1));
            assertThat(writer.update(theirs.id(), english("pl", "Ours"), 1).name())
                    .isEqualTo("Ours");

            JdbcSavedReplies elsewhere = replies(database, FixedAccess.at(Set.of("de"), "saved-replies:read"));
            assertRefused(Problem.Kind.NOT_FOUND, null, () -> elsewhere.offered(7, null, null, 50));
            JdbcSavedReplies blind = replies(database, FixedAccess.at(Set.of("pl"), "saved-replies:read"));
            assertRefused(Problem.Kind.NOT_FOUND, null, () -> blind.offered(7, null, null, 50));
            JdbcSavedReplies nobody = replies(database, FixedAccess.only("inbox:read"));
            assertRefused(Problem.Kind.FORBIDDEN, null, () -> nobody.list(null, null, null, 50));
            assertRefused(Problem.Kind.FORBIDDEN, null, () -> nobody.offered(7, null, null, 50));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void mergedAccounts_keepBothReplies_ofOneName(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcSavedReplies replies = replies(database, FixedAccess.everything());
            String longest = "x".repeat(200);
            for (String name : List.of("Thanks", "Thanks (2)", longest, "Only here")) {
                replies.create(english("de", name));
            }
            replies.create(english("pl", "THANKS"));
            replies.create(english("pl", longest));
            database.database().transact(connection -> NamesOfMerged.makeRoom(connection, "de", "pl"));
            assertThat(names(replies, "de", null))
                    .containsExactly("Only here", "Thanks (2)", "Thanks (3)", "x".repeat(196) + " (2)");
            assertThat(names(replies, "pl", null)).containsExactly("THANKS", longest);
        }
    }
}
