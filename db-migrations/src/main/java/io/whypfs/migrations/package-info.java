@NullMarked
package io.whypfs.migrations;

import org.jspecify.annotations.NullMarked;
