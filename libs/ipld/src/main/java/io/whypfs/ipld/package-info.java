@NullMarked
package io.whypfs.ipld;

import org.jspecify.annotations.NullMarked;
