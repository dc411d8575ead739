@NullMarked
package io.whypfs.kit;

import org.jspecify.annotations.NullMarked;
