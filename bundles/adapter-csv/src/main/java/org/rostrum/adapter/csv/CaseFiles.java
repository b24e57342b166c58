package org.rostrum.adapter.csv;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryReceipt;

/** Deliveries of one kind in their file. The receipt's id is {@code leads/<id of the lead>}. */
final class CaseFiles {
    private final String kind;
    private final String name;
    private final ZoneId zone;
    private final CsvFile file;
    private final Clock clock;
    private volatile @Nullable Instant lastWritten;

    /** @throws IllegalArgumentException naming the setting that is wrong */
    CaseFiles(String kind, CsvConfig config, Clock clock) {
        this.kind = kind;
        this.name = kind + "s";
        this.zone = zone(config.zone());
        this.clock = clock;
        if (config.maxFileSizeMiB() < 1 || config.maxFileSizeMiB() > 1024) {
            throw new IllegalArgumentException(
                    "org.rostrum.adapter.csv: maxFileSizeMiB must be 1 to 1024, not " + config.maxFileSizeMiB());
        }
        Path folder = Folders.locate(config.folder());
        this.file = new CsvFile(
                folder.resolve(name + ".csv"),
                config.delimiter(),
                (long) config.maxFileSizeMiB() << 20,
                new OlderFiles(folder, name, clock),
                (path, options) -> FileChannel.open(path, options));
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException(
                    "org.rostrum.adapter.csv: zone \"" + text + "\" is unknown; it must be like Europe/Warsaw or UTC",
                    unknown);
        }
    }

    String kind() {
        return kind;
    }

    String fileName() {
        return name + ".csv";
    }

    /** Why no row can be written now; null when nothing is in the way. */
    @Nullable
    String obstacle() {
        return file.obstacle();
    }

    /** When a row was last written since the server started; null when none was. */
    @Nullable
    Instant lastWritten() {
        return lastWritten;
    }

    DeliveryReceipt append(Delivery delivery) throws DeliveryException {
        Row row = Row.of(delivery, zone);
        boolean repeated = delivery.attempts() > 1;
        if (!repeated || !file.contains(row.key())) {
            file.append(row);
            lastWritten = clock.instant();
        }
        return receipt(row);
    }

    Optional<DeliveryReceipt> find(Delivery delivery) throws DeliveryException {
        Row row = Row.of(delivery, zone);
        return file.contains(row.key()) ? Optional.of(receipt(row)) : Optional.empty();
    }

    private DeliveryReceipt receipt(Row row) {
        return new DeliveryReceipt(name + "/" + row.id(), null);
    }

    static List<CaseFiles> all(CsvConfig config, Clock clock) {
        return List.of(new CaseFiles("lead", config, clock), new CaseFiles("ticket", config, clock));
    }
}
