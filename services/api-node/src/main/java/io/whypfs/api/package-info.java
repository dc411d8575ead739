@NullMarked
package io.whypfs.api;

import org.jspecify.annotations.NullMarked;
