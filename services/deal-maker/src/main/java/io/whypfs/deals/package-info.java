@NullMarked
package io.whypfs.deals;

import org.jspecify.annotations.NullMarked;
