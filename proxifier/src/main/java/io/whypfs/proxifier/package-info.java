@NullMarked
package io.whypfs.proxifier;

import org.jspecify.annotations.NullMarked;
