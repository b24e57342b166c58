package org.rostrum.connector.meta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Instagram refuses to make a container of. */
final class ContainerRules {
    private static final Pattern PICTURE = Pattern.compile("https://scontent\\.test/l/([0-9]+)");
    private static final int LONGEST = 2200;
    private static final int MOST = 10;

    private ContainerRules() {}

    /** @param photos types of the pictures that Meta shows, by number */
    static void require(Map<String, String> form, Map<String, String> photos, Map<String, ObjectNode> containers) {
        GraphSimulator.only(
                form, "media_type", "upload_type", "image_url", "caption", "alt_text", "is_carousel_item", "children");
        if (form.getOrDefault("caption", "").length() > LONGEST) {
            throw GraphError.of(36004, 2207010, "The caption was too long");
        }
        String type = form.getOrDefault("media_type", "IMAGE");
        boolean item = form.containsKey("is_carousel_item");
        if (item && form.containsKey("caption")) {
            throw GraphError.of(100, "(#100) Items of a carousel have no caption");
        }
        switch (type) {
            case "IMAGE" -> {
                Matcher address = PICTURE.matcher(form.getOrDefault("image_url", ""));
                if (!address.matches() || !"image/jpeg".equals(photos.get(address.group(1)))) {
                    throw GraphError.of(9004, 2207052, "Only photo or video can be accepted as media type.");
                }
            }
            case "REELS", "VIDEO" -> {
                if (!"resumable".equals(form.get("upload_type"))
                        || item != type.equals("VIDEO")
                        || form.containsKey("alt_text")) {
                    throw GraphError.of(100, "(#100) Invalid parameter for " + type);
                }
            }
            case "CAROUSEL" -> children(form.getOrDefault("children", ""), containers);
            default -> throw GraphError.of(100, "(#100) Unknown media type");
        }
    }

    private static void children(String ids, Map<String, ObjectNode> containers) {
        String[] all = ids.split(",", -1);
        if (all.length < 2 || all.length > MOST) {
            throw GraphError.of(36000, "A carousel has 2 to 10 items.");
        }
        for (String one : all) {
            ObjectNode container = containers.get(one);
            if (container == null
                    || !container.path("status_code").asText().equals("FINISHED")
                    || !container.has("is_carousel_item")) {
                throw GraphError.of(9007, 2207027, "Media ID is not available");
            }
        }
    }
}
