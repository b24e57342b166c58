package org.rostrum.channels.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rostrum.api.accounts.AccountService;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.OutcomeUnknownException;
import org.rostrum.api.delivery.TimedWork;
import org.rostrum.api.intake.ImportRequest;
import org.rostrum.api.intake.ImportRun;
import org.rostrum.api.intake.ImportService;
import org.rostrum.api.intake.Rejection;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Reach;
import org.rostrum.channels.ChannelTables;
import org.rostrum.channels.SettingsJson;
import org.rostrum.spi.importing.UnreadableFileException;

/** Takes files in, durably, and leaves the reading to {@link ImportTask}. */
@Component(
        service = {ImportService.class, Imports.class},
        configurationPid = "org.rostrum.channels.importing")
@Designate(ocd = ImportConfig.class)
public final class Imports implements ImportService {
    private static final String READ = "imports:read";
    private static final String WRITE = "imports:write";

    private final Database database;
    private final AccountService accounts;
    private final Formats formats;
    private final TimedWork timedWork;
    private final Access access;
    private final AuditLog audit;
    private final Clock clock;
    private final ImportConfig config;
    private final ImportFolder folder;
    private final ImportStore store = new ImportStore();
    private final AtomicInteger uploads = new AtomicInteger();

    @Activate
    public Imports(
            @Reference ChannelTables tables,
            @Reference AccountService accounts,
            @Reference Formats formats,
            @Reference TimedWork timedWork,
            @Reference Access access,
            @Reference AuditLog audit,
            @Reference Clock clock,
            ImportConfig config)
            throws IOException {
        this.database = tables.database();
        this.accounts = accounts;
        this.formats = formats;
        this.timedWork = timedWork;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.config = config;
        this.folder = new ImportFolder(
                config.folder().isBlank()
                        ? Path.of(System.getProperty("karaf.data", System.getProperty("java.io.tmpdir")), "imports")
                        : Path.of(config.folder()));
        folder.deleteAbandoned(() -> database.read(store::storedFiles));
    }

    /** While a file is being taken in, the folder's mark stays until the process ends, so that nobody deletes the file. */
    @Deactivate
    void close() throws IOException {
        if (uploads.get() == 0) {
            folder.close();
        }
    }

    @Override
    public ImportRun start(ImportRequest request, InputStream content) throws IOException {
        access.require(WRITE, Inputs.required("account", request.accountId()));
        if (request.accountPerSource()) {
            // it makes accounts below
            access.require("accounts:write", request.accountId());
            access.require("channels:write", request.accountId());
        }
        check(request);
        uploads.incrementAndGet();
        try {
            return take(request, content);
        } finally {
            uploads.decrementAndGet();
        }
    }

    private ImportRun take(ImportRequest request, InputStream content) throws IOException {
        ImportFolder.Stored file = folder.store(content, config.maxBytes());
        boolean taken = false;
        try {
            if (file.bytes() == 0) {
                throw Problem.invalid("content", "The file is empty.", "Send a file with content.");
            }
            String format = recognise(request, file);
            formats.find(format).ifPresent(known -> known.check(request.options()));
            ImportRun run = database.transaction(connection -> {
                store.awaitTurn(connection);
                Optional<ImportRun> before = store.sameFile(connection, file.sha256(), request.accountId());
                if (before.isPresent() && !request.again()) {
                    throw alreadyImported(before.get());
                }
                long id = store.insert(
                        connection, request, format, file.sha256(), file.name(), file.bytes(), clock.instant());
                timedWork.schedule(ImportTask.NAME, Long.toString(id), clock.instant(), "");
                audit.record("import.start", "import/" + id, request.accountId(), null, json(request, format, file));
                return store.find(connection, id).orElseThrow().run();
            });
            taken = true;
            timedWork.hurry(ImportTask.NAME, Long.toString(run.id()));
            return run;
        } catch (OutcomeUnknownException lost) {
            // the import may be noted, and then needs its file; if not, the file is an abandoned one
            taken = true;
            throw lost;
        } finally {
            if (!taken) {
                folder.delete(file.name());
            }
        }
    }

    private void check(ImportRequest request) {
        if (Inputs.required("fileName", request.fileName()).length() > 500) {
            throw Problem.invalid("fileName", "Longer than 500 characters.", "Give the file a shorter name.");
        }
        if (!Inputs.isOneLine(request.fileName())) {
            throw Problem.invalid(
                    "fileName",
                    "It holds a line break, a control character or half a character.",
                    "Give the file a name that can be seen.");
        }
        if (SettingsJson.write(request.options()).length() > 16_000) {
            throw Problem.invalid("options", "Longer than 16,000 characters.", "Shorten them.");
        }
        String accountId = Inputs.required("account", request.accountId());
        if (access.asSystem("imports", () -> accounts.find(accountId)).isEmpty()) {
            throw Problem.invalid(
                    "account", "There is no account \"" + accountId + "\".", "Name an account that exists.");
        }
    }

    private String recognise(ImportRequest request, ImportFolder.Stored file) throws IOException {
        try {
            byte[] head = new ImportFile(folder.path(file.name()), config).head();
            return formats.choose(request.format(), request.fileName(), head).id();
        } catch (UnreadableFileException | ImportFile.TooLargeException unreadable) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, String.valueOf(unreadable.getMessage()))
                    .withField("content")
                    .withCause(unreadable);
        } catch (java.util.zip.ZipException | java.io.EOFException broken) {
            throw Problem.of(
                            Problem.Kind.UNPROCESSABLE,
                            "The compressed file cannot be unpacked: " + broken.getMessage())
                    .withField("content")
                    .withRemedy("It may be cut off or damaged: send it again.")
                    .withCause(broken);
        }
    }

    private static Problem alreadyImported(ImportRun before) {
        return Problem.of(
                        Problem.Kind.CONFLICT,
                        "The same file was imported before, as import " + before.id() + " (\""
                                + before.request().fileName() + "\", " + before.created() + ", "
                                + before.state() + ").")
                .withField("content")
                .withRemedy("Nothing is to be done; or set again=true to read it once more.");
    }

    private static String json(ImportRequest request, String format, ImportFolder.Stored file) {
        return SettingsJson.write(Map.of(
                "fileName", request.fileName(),
                "format", format,
                "accountPerSource", request.accountPerSource(),
                "bytes", file.bytes(),
                "sha256", file.sha256()));
    }

    @Override
    public Optional<ImportRun> find(long id) {
        Reach reach = access.requireSomewhere(READ);
        return database.read(connection -> store.find(connection, id))
                .map(ImportStore.Entry::run)
                .filter(run -> reach.covers(run.request().accountId()));
    }

    @Override
    public CursorPage<ImportRun> list(@Nullable String cursor, int limit) {
        Reach reach = access.requireSomewhere(READ);
        Long before = Inputs.numericCursor(cursor);
        return database.read(connection -> store.page(connection, reach, before, limit));
    }

    @Override
    public ImportRun cancel(long id) {
        Reach reach = access.requireSomewhere(WRITE);
        ImportRun run = database.transaction(connection -> {
            ImportRun found = existing(connection, id, reach);
            if (found.ended()) {
                throw Problem.of(Problem.Kind.CONFLICT, "The import has ended already: " + found.state() + ".");
            }
            store.askToCancel(connection, id);
            audit.record("import.cancel", "import/" + id, found.request().accountId(), null, null);
            return found;
        });
        timedWork.hurry(ImportTask.NAME, Long.toString(id));
        return run;
    }

    @Override
    public void rejections(long id, Consumer<Rejection> consumer) {
        Reach reach = access.requireSomewhere(READ);
        database.read(connection -> {
            existing(connection, id, reach);
            store.rejections(connection, id, consumer);
            return Boolean.TRUE;
        });
    }

    private ImportRun existing(Connection connection, long id, Reach reach) throws SQLException {
        return store.find(connection, id)
                .map(ImportStore.Entry::run)
                .filter(run -> reach.covers(run.request().accountId()))
                .orElseThrow(() -> Problem.notFound("import", id));
    }

    ImportFolder folder() {
        return folder;
    }

    ImportConfig config() {
        return config;
    }
}
