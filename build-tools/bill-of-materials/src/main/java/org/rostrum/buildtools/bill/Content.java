package org.rostrum.buildtools.bill;

/**
 * A file of the distribution that someone holds rights in.
 *
 * @param place path in the distribution; what is within a jar follows its path after an exclamation mark
 * @param fileName last part of the place
 * @param sha256 digest, in hexadecimal
 * @param bundleLicence the header of that name in the manifest of a jar, or empty
 */
record Content(String place, String fileName, String sha256, String bundleLicence) {

    boolean isFont() {
        return fileName.endsWith(".ttf") || fileName.endsWith(".otf");
    }
}
