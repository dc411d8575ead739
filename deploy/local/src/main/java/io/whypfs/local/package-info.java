@NullMarked
package io.whypfs.local;

import org.jspecify.annotations.NullMarked;
