/**
 * The check that no setting below {@code whypfs.} is misspelt.
 */
@NullMarked
package io.whypfs.kit.config;

import org.jspecify.annotations.NullMarked;
