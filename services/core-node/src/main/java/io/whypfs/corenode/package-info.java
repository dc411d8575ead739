@NullMarked
package io.whypfs.corenode;

import org.jspecify.annotations.NullMarked;
