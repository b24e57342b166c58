package org.rostrum.buildtools.bill;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Evidence;
import org.cyclonedx.model.ExternalReference;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.License;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.component.evidence.Occurrence;
import org.cyclonedx.model.license.Expression;

/** The bill of materials as CycloneDX JSON. The same parts give the same document. */
final class CycloneDx {

    private CycloneDx() {}

    static String json(Coordinates product, Instant timestamp, List<Part> parts) throws GeneratorException {
        var bom = new Bom();
        String digests = parts.stream().map(Part::sha256).reduce("", String::concat);
        bom.setSerialNumber("urn:uuid:" + UUID.nameUUIDFromBytes(digests.getBytes(StandardCharsets.UTF_8)));
        var metadata = new Metadata();
        metadata.setTimestamp(Date.from(timestamp));
        metadata.setComponent(component(Component.Type.APPLICATION, product));
        bom.setMetadata(metadata);
        parts.forEach(part -> bom.addComponent(component(part)));
        return BomGeneratorFactory.createJson(Version.VERSION_15, bom).toJsonString();
    }

    private static Component component(Part part) {
        var component = component(part.isFont() ? Component.Type.FILE : Component.Type.LIBRARY, part.coordinates());
        component.addHash(new Hash(Hash.Algorithm.SHA_256, part.sha256()));
        component.setLicenses(licences(part.licences()));
        if (!part.address().isEmpty()) {
            var home = new ExternalReference();
            home.setType(ExternalReference.Type.WEBSITE);
            home.setUrl(part.address());
            component.addExternalReference(home);
        }
        var evidence = new Evidence();
        evidence.setOccurrences(
                part.places().stream().map(CycloneDx::occurrence).toList());
        component.setEvidence(evidence);
        return component;
    }

    private static Component component(Component.Type type, Coordinates coordinates) {
        var component = new Component();
        component.setType(type);
        component.setName(coordinates.artifact());
        component.setBomRef(coordinates.toString());
        if (type != Component.Type.FILE) {
            component.setGroup(coordinates.group());
            component.setVersion(coordinates.version());
            component.setPurl(coordinates.packageUrl());
        }
        return component;
    }

    private static LicenseChoice licences(List<String> ids) {
        var choice = new LicenseChoice();
        if (ids.size() == 1 && !ids.get(0).contains(" ")) {
            var licence = new License();
            if (ids.get(0).startsWith("LicenseRef-")) {
                licence.setName(ids.get(0).substring("LicenseRef-".length()));
            } else {
                licence.setId(ids.get(0));
            }
            choice.addLicense(licence);
        } else {
            choice.setExpression(new Expression(String.join(" OR ", ids)));
        }
        return choice;
    }

    private static Occurrence occurrence(String place) {
        var occurrence = new Occurrence();
        occurrence.setLocation(place);
        return occurrence;
    }
}
