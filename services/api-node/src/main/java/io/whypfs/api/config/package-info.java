/**
 * Settings of api-node: {@code whypfs.<feature>.*}, checked at the start.
 */
@NullMarked
package io.whypfs.api.config;

import org.jspecify.annotations.NullMarked;
