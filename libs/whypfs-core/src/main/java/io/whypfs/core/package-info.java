@NullMarked
package io.whypfs.core;

import org.jspecify.annotations.NullMarked;
