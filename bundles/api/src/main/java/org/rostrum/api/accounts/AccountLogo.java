package org.rostrum.api.accounts;

/**
 * What is known of a logo without its picture.
 *
 * @param sha256 of the picture, lower-case hexadecimal; another picture has another one
 */
public record AccountLogo(String sha256, String mediaType, int width, int height, int bytes) {}
