package org.rostrum.reporting;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.rostrum.reporting.render.ChainedLoader;
import org.rostrum.spi.report.ReportPack;

/** The report packs that are installed at the moment. */
@Component(service = ReportPacks.class)
public final class ReportPacks {
    private final List<Installed> packs = new CopyOnWriteArrayList<>();

    /**
     * A pack and the loader its templates are filled with. The loader lives as long as the pack: JasperReports keeps fonts by
     * loader, so that a new one each time would read them each time.
     */
    public record Installed(String name, ReportPack pack, ChainedLoader loader) {}

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void add(ReportPack pack) {
        packs.add(new Installed(
                pack.describe(Locale.ENGLISH).name(),
                pack,
                ChainedLoader.of(pack.getClass().getClassLoader())));
    }

    public void remove(ReportPack pack) {
        packs.removeIf(installed -> installed.pack() == pack);
    }

    /** The pack of this name; of several the one that came last, so that a new version can be put beside the old one. */
    public Optional<Installed> find(String name) {
        Installed found = null;
        for (Installed installed : packs) {
            if (installed.name().equals(name)) {
                found = installed;
            }
        }
        return Optional.ofNullable(found);
    }

    /** One of each name, ordered by name. */
    public List<Installed> all() {
        return packs.stream()
                .map(Installed::name)
                .distinct()
                .sorted(Comparator.naturalOrder())
                .flatMap(name -> find(name).stream())
                .toList();
    }
}
