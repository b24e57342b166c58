package org.rostrum.channels.importing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.problem.Problem;
import org.rostrum.spi.importing.ImportFormat;
import org.rostrum.spi.importing.ImportOption;
import org.rostrum.spi.importing.ImportSink;
import org.rostrum.spi.importing.UnreadableFileException;

/** One activity a line: {@code source id text}; "bad" is rejected and "end" breaks the file off. */
final class LinesFormat implements ImportFormat {
    @Override
    public String id() {
        return "lines";
    }

    @Override
    public String title() {
        return "Lines";
    }

    @Override
    public String network() {
        return "test";
    }

    @Override
    public int recognise(String fileName, byte[] head) {
        return fileName.contains(".lines") ? 90 : 0;
    }

    @Override
    public List<ImportOption> options() {
        return List.of(ImportOption.text("mood", "Whatever is said of it."));
    }

    @Override
    public void check(Map<String, String> options) {
        if ("bad".equals(options.get("mood"))) {
            throw Problem.invalid("option.mood", "The option \"mood\" cannot be \"bad\".", "Use a good one.");
        }
    }

    @Override
    public void read(InputStream content, Map<String, String> options, ImportSink sink)
            throws IOException, UnreadableFileException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
        long number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (line.equals("end")) {
                throw new UnreadableFileException("The file ends in line " + number + ".", null);
            }
            String[] parts = line.split(" ", 3);
            if (parts.length < 3) {
                sink.reject(number, number, "text", "There is no text\u0000.", line);
                continue;
            }
            Activity activity = Activity.builder(
                            parts[1], Direction.INBOUND, new Actor("u", null, null, null), Instant.EPOCH)
                    .content(parts[2])
                    .build();
            sink.accept(number, number, parts[0].equals("-") ? null : parts[0], List.of(activity));
        }
    }
}
