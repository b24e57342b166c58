package org.rostrum.channels.importing;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.rostrum.api.problem.Problem;
import org.rostrum.spi.importing.ImportFormat;

/** The formats that are installed. */
@Component(service = Formats.class)
public final class Formats {
    /** Less than this is no recognition. */
    private static final int SURE_ENOUGH = 20;

    private final Map<String, ImportFormat> formats = new ConcurrentHashMap<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addFormat(ImportFormat format) {
        formats.put(format.id(), format);
    }

    void removeFormat(ImportFormat format) {
        formats.remove(format.id(), format);
    }

    Optional<ImportFormat> find(String id) {
        return Optional.ofNullable(formats.get(id));
    }

    /** The installed formats, ordered by id. */
    public List<ImportFormat> all() {
        return formats.values().stream()
                .sorted(Comparator.comparing(ImportFormat::id))
                .toList();
    }

    /** The format asked for, or the one that recognises the file best. */
    ImportFormat choose(@Nullable String wanted, String fileName, byte[] head) {
        String installed =
                String.join(", ", all().stream().map(ImportFormat::id).toList());
        if (wanted != null) {
            return find(wanted)
                    .orElseThrow(() -> Problem.invalid(
                            "format",
                            "There is no format \"" + wanted + "\".",
                            "Use one of: " + installed + "; or leave it out."));
        }
        ImportFormat best = null;
        int certainty = SURE_ENOUGH - 1;
        for (ImportFormat format : all()) {
            int claimed = format.recognise(fileName, head);
            if (claimed > certainty) {
                best = format;
                certainty = claimed;
            }
        }
        if (best == null) {
            throw Problem.of(
                            Problem.Kind.UNSUPPORTED_MEDIA_TYPE,
                            "No installed format recognises the file \"" + fileName + "\".")
                    .withField("format")
                    .withRemedy("Name its format, one of: " + installed + "; or convert it.");
        }
        return best;
    }
}
