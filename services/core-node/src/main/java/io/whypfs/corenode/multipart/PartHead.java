package io.whypfs.corenode.multipart;

import java.util.Optional;

/**
 * The head of one part.
 *
 * @param name the form field's name
 * @param fileName the file name exactly as sent; empty for a plain field. A browser sends {@code filename=""} for a
 *     file field that nobody filled, and that counts as no file name.
 */
public record PartHead(String name, Optional<String> fileName) {}
