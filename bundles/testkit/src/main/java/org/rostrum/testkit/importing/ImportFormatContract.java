package org.rostrum.testkit.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.problem.Problem;
import org.rostrum.spi.importing.ImportFormat;
import org.rostrum.spi.importing.ImportOption;

/**
 * The duties of an {@link ImportFormat}, as tests: a format's test extends this, gives small files of its kind, and adds what is
 * special about it. A file has no network that could be down, no cursor and no secrets; what takes the place of a cursor is that
 * the same file always gives the same records, which is how the platform goes on in the middle of one.
 */
public abstract class ImportFormatContract {
    private static final int LONGEST_EXCERPT = 2_000;

    /**
     * A small file.
     *
     * @param options that it needs
     * @param records how many there are in it; at least two
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Sample(String fileName, byte[] content, Map<String, String> options, int records) {
        public Sample(String fileName, String content, Map<String, String> options, int records) {
            this(fileName, content.getBytes(StandardCharsets.UTF_8), options, records);
        }
    }

    protected abstract ImportFormat format();

    /** A file that is right from its beginning to its end. */
    protected abstract Sample sample();

    /** A file in which the record of this number cannot be understood, and all others can. */
    protected abstract Sample sampleWithABroken(int record);

    /**
     * Options with which no file can be read.
     *
     * @return by name of the option, a value that it cannot have
     */
    protected abstract Map<String, String> wrongOptions();

    private CollectedRecords read(Sample sample) {
        return CollectedRecords.read(format(), sample.content(), sample.options());
    }

    @Test
    void format_saysWhatItIs() {
        assertThat(format().id()).matches("[a-z][a-z0-9-]{0,63}");
        assertThat(format().title()).isNotBlank();
        assertThat(format().network()).matches("[a-z][a-z0-9-]{0,63}");
    }

    @Test
    void recognise_knowsItsOwn_whateverTheFileIsCalled() {
        byte[] head = sample().content();
        assertThat(format().recognise(sample().fileName(), head)).isPositive().isLessThanOrEqualTo(100);
        assertThat(format().recognise("upload", head)).isPositive();
    }

    @Test
    void recognise_leavesOthersAlone_andNeverThrows() {
        byte[] picture = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13};
        assertThat(format().recognise("picture.png", picture)).isZero();
        assertThat(format().recognise("empty", new byte[0])).isZero();
        byte[] whole = sample().content();
        for (int length = 0; length <= whole.length; length++) {
            assertThat(format().recognise(sample().fileName(), Arrays.copyOf(whole, length)))
                    .isBetween(0, 100);
        }
    }

    @Test
    void read_givesEachRecordOnceAndInOrder() {
        CollectedRecords records = read(sample());
        assertThat(records.unreadable()).isNull();
        assertThat(records.rejected()).isEmpty();
        assertThat(records.accepted()).hasSize(sample().records()).hasSizeGreaterThan(1);
        assertThat(records.activities()).allSatisfy(ImportFormatContract::isWhole);
        Set<String> ids = new HashSet<>();
        assertThat(records.activities()).allSatisfy(activity -> assertThat(ids.add(activity.networkId()))
                .as("%s comes once", activity.networkId())
                .isTrue());
    }

    private static void isWhole(Activity activity) {
        assertThat(activity.networkId()).isNotBlank();
        assertThat(activity.actor().networkId()).isNotBlank();
        assertThat(activity.published()).isNotNull();
        assertThat(activity.original().mediaType()).isNotBlank();
    }

    @Test
    void read_givesTheSameEachTime() {
        assertThat(read(sample()).accepted()).isEqualTo(read(sample()).accepted());
    }

    @Test
    void read_goesOnBehindARecordThatCannotBeUnderstood_andSaysWhy() {
        for (int broken = 1; broken <= sample().records(); broken++) {
            Sample sample = sampleWithABroken(broken);
            CollectedRecords records = read(sample);
            assertThat(records.unreadable()).isNull();
            assertThat(records.accepted()).hasSize(sample.records() - 1);
            assertThat(records.rejection().record()).isEqualTo(broken);
            assertThat(records.rejection().reason()).isNotBlank();
            assertThat(records.rejection().excerpt()).isNotBlank().hasSizeLessThanOrEqualTo(LONGEST_EXCERPT);
        }
    }

    @Test
    void read_givesTheBeginningOfAFileThatWasCutOff() {
        List<CollectedRecords.Accepted> whole = read(sample()).accepted();
        byte[] content = sample().content();
        for (int length = 0; length < content.length; length++) {
            byte[] cut = Arrays.copyOf(content, length);
            CollectedRecords records = CollectedRecords.read(format(), cut, sample().options());
            // the last may have lost some of its end and be understood all the same
            int sure = Math.max(0, records.accepted().size() - 1);
            assertThat(records.accepted().subList(0, sure))
                    .as("cut at %s", length)
                    .isEqualTo(whole.subList(0, sure));
            if (records.unreadable() != null) {
                assertThat(records.unreadable()).as("cut at %s", length).isNotBlank();
            }
        }
    }

    @Test
    void read_stopsWhenTheSinkDoes() {
        IllegalStateException stop = new IllegalStateException("enough");
        Throwable thrown = catchThrowable(() -> format().read(
                        new ByteArrayInputStream(sample().content()),
                        sample().options(),
                        new CollectedRecords(record -> {
                            throw stop;
                        })));
        assertThat(thrown).isSameAs(stop);
    }

    @Test
    void read_isDoneBySeveralAtOnce() throws Exception {
        List<CollectedRecords.Accepted> alone = read(sample()).accepted();
        List<CompletableFuture<CollectedRecords>> all = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            all.add(CompletableFuture.supplyAsync(() -> read(sample())));
        }
        for (CompletableFuture<CollectedRecords> one : all) {
            assertThat(one.get(30, TimeUnit.SECONDS).accepted()).isEqualTo(alone);
        }
    }

    @Test
    void options_areToldAndTaken() {
        assertThat(format().options()).extracting(ImportOption::name).doesNotHaveDuplicates();
        assertThat(format().options())
                .allSatisfy(
                        option -> assertThat(option.meaning()).as(option.name()).isNotBlank());
        assertThatNoException().isThrownBy(() -> format().check(sample().options()));
    }

    @Test
    void options_areRefusedByName_whenTheyAreWrong() {
        wrongOptions().forEach((name, value) -> {
            Problem problem = catchThrowableOfType(Problem.class, () -> format().check(Map.of(name, value)));
            assertThat(problem).as("%s = %s", name, value).isNotNull();
            assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
            assertThat(problem.field()).startsWith("option.");
            assertThat(problem.remedy()).as("what to do about %s", name).isNotBlank();
        });
    }
}
