@NullMarked
package io.whypfs.multiformats;

import org.jspecify.annotations.NullMarked;
